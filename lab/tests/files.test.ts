import { describe, expect, it } from 'vitest';
import { fitted, grays, mostPixels, sheet } from '../src/shared/grays';
import { frame } from '../src/engine/frame';
import type { Host } from '../src/engine/host';
import { idx } from '../src/engine/idx';
import { Memory } from '../src/engine/callReplay';

type Call = [string, ...unknown[]];

describe('a call', () => {
  it('is its arguments one after the other: kind, length, bytes', () => {
    expect([...frame(['two', Uint8Array.from([3, 4])])]).toEqual([2, 3, 0, 0, 0, 116, 119, 111, 3, 2, 0, 0, 0, 3, 4]);
    expect([...frame([-2])]).toEqual([0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 192]);
    expect([...frame([[1], []])]).toEqual([1, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 240, 63, 1, 0, 0, 0, 0]);
    expect(() => frame([null])).toThrow('null');
  });
});

describe('what was laid on one host', () => {
  /** A host that writes down what it is asked. */
  function host(mayVanish: boolean): Host & { asked: unknown[][] } {
    const asked: unknown[][] = [];
    return {
      mayVanish,
      asked,
      ask: async <T>(...call: unknown[]) => (asked.push(call), Uint8Array.from([9]) as T),
      close: () => undefined,
    };
  }

  async function lived(...calls: Call[]): Promise<unknown[][]> {
    const memory = new Memory(),
      from = host(true),
      to = host(false);
    for (const [call, ...args] of calls) await memory.keep(from, call, args);
    await memory.save(from);
    await memory.lay(to);
    return to.asked;
  }

  it('is laid on another: digits, model, edits, picture', async () => {
    const model = Uint8Array.from([1]),
      picture = new Uint8Array(784);
    expect(
      await lived(
        ['open', 'test'],
        ['ActiveModel.Load', model],
        ['ActiveModel.Look', picture],
        ['ActiveModel.Edit', 1, 2, 3, 4],
      ),
    ).toEqual([
      ['open', 'test'],
      ['ActiveModel.Load', model],
      ['ActiveModel.Edit', 1, 2, 3, 4],
      ['ActiveModel.Look', picture],
    ]);
  });

  it('has what was switched off, the noise, and the steps of learning, each with its picture', async () => {
    const one: Call = ['ActiveModel.Look', Uint8Array.from([1])],
      two: Call = ['ActiveModel.Look', Uint8Array.from([2])],
      off: Call = ['WhatIf.SwitchOff', 1, 2],
      step: Call = ['GradientStep.Step', Uint8Array.from([1]), 'squared-error', 3, 0.1];
    expect(
      await lived(['ActiveModel.Load', 'a'], one, off, ['WhatIf.Noise', 0.1, 1], ['WhatIf.Noise', 0.2, 1], step, two),
    ).toEqual([['ActiveModel.Load', 'a'], off, ['WhatIf.Noise', 0.2, 1], step, two]);
  });

  it('counts once what is turned again and again', async () => {
    expect(
      await lived(['ActiveModel.Edit', 1, 2, 3, 4], ['ActiveModel.Edit', 1, 2, 3, 5], ['ActiveModel.Edit', 1, 2, 4, 5]),
    ).toEqual([
      ['ActiveModel.Edit', 1, 2, 3, 5],
      ['ActiveModel.Edit', 1, 2, 4, 5],
    ]);
  });

  it('has the networks that were brought to be measured', async () =>
    expect(await lived(['TransformRobustness.Bring', 'cnn', 'file'])).toEqual([
      ['TransformRobustness.Bring', 'cnn', 'file'],
    ]));

  it('has no edits left that were taken back, or made on an older model', async () => {
    expect(await lived(['ActiveModel.Load', 'a'], ['ActiveModel.Edit', 1, 2, 3, 4], ['ActiveModel.Restore'])).toEqual([
      ['ActiveModel.Load', 'a'],
    ]);
    expect(await lived(['ActiveModel.Load', 'a'], ['ActiveModel.Edit', 1, 2, 3, 4], ['ActiveModel.Load', 'b'])).toEqual(
      [['ActiveModel.Load', 'b']],
    );
  });

  it('goes on with a training where it stood, and begins a fine-tuning again', async () => {
    expect(await lived(['TrainingSession.Begin', '{}'])).toEqual([['TrainingSession.Resume', Uint8Array.from([9])]]);
    expect(await lived(['TrainingSession.Tune', 'p', 'l', 4, 0.1])).toEqual([
      ['TrainingSession.Tune', 'p', 'l', 4, 0.1],
    ]);
  });

  it('goes on with those beside it too', async () => {
    const nine = Uint8Array.from([9]);
    expect(await lived(['TrainingSession.Begin', '{}'], ['TrainingSession.Join', '{}'])).toEqual([
      ['TrainingSession.Resume', nine],
      ['TrainingSession.Rejoin', nine],
    ]);
    expect(
      await lived(['TrainingSession.Begin', '{}'], ['TrainingSession.Join', '{}'], ['TrainingSession.Begin', '{}']),
    ).toEqual([['TrainingSession.Resume', nine]]);
  });

  it('teaches once more what was still learning, and brings what has learnt', async () => {
    const file = Uint8Array.from([1]);
    expect(await lived(['TransformRobustness.Teach', 'plain', '{}'])).toEqual([
      ['TransformRobustness.Teach', 'plain', '{}'],
    ]);
    expect(
      await lived(['TransformRobustness.Teach', 'plain', '{}'], ['TransformRobustness.Bring', 'plain', file]),
    ).toEqual([['TransformRobustness.Bring', 'plain', file]]);
  });

  it('has the network that was trained', async () =>
    expect(await lived(['TrainingSession.Adopt'])).toEqual([['ActiveModel.Load', Uint8Array.from([9])]]));
});

describe('a picture', () => {
  it('keeps its size up to a limit, and its shape beyond', () => {
    expect(fitted(640, 480)).toEqual([640, 480]);
    const [width, height] = fitted(12000, 9000);
    expect(width * height).toBeLessThanOrEqual(mostPixels);
    expect(width / height).toBeCloseTo(4 / 3, 2);
    expect(fitted(5_000_000, 1)[1]).toBe(1);
  });

  it('becomes grey, white where it is transparent', () =>
    expect([...grays([255, 255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 0, 255, 0, 0, 255])]).toEqual([255, 0, 255, 76]));

  it('can be a sheet of digits, darker where the ink is', () => {
    const digit = new Uint8Array(784).fill(255),
      page = sheet([[digit, digit], [digit]], () => 0);
    expect(page.pixels).toHaveLength(page.width * page.height);
    expect(page.pixels.filter((grey) => grey === 40)).toHaveLength(3 * 56 * 56 - 56 * (56 - Math.round(56 * 0.86)));
    expect(page.pixels[0]).toBeGreaterThan(200);
  });
});

describe('IDX', () => {
  it('has its magic number, its extents, its values', () =>
    expect([...idx([2, 1, 3], [Uint8Array.from([1, 2, 3]), Uint8Array.from([4, 5, 6])])]).toEqual([
      0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6,
    ]));
});

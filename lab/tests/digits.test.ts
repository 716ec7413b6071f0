import { describe, expect, it } from 'vitest';
import { oneOfEach, spread } from '../src/shared/nearest';
import { recipe, validating } from '../src/engine/architecture';
import { sorted, type BadFile, type OpenedFile } from '../src/engine/openedFiles';
import type { Host } from '../src/engine/host';
import { idx, packed, readIdx, unpacked } from '../src/engine/idx';
import { Memory } from '../src/engine/callReplay';

const pictures = (count: number) => idx([count, 28, 28], [new Uint8Array(784 * count).fill(7)]),
  labels = (count: number) => idx([count], [new Uint8Array(count).fill(3)]);
const file = (name: string, bytes: Uint8Array): OpenedFile => ({ name, bytes });

describe('an IDX file', () => {
  it('is read as it was written', () => {
    const { extents, values } = readIdx(idx([2, 3], [Uint8Array.from([1, 2, 3]), Uint8Array.from([4, 5, 6])]))!;
    expect([extents, [...values]]).toEqual([
      [2, 3],
      [1, 2, 3, 4, 5, 6],
    ]);
  });

  it.each([
    [[]],
    [[0, 0, 8]],
    [[0, 0, 8, 0]],
    [[0, 0, 8, 1, 0]],
    [[0, 0, 13, 1, 0, 0, 0, 0]],
    [[137, 80, 78, 71, 13, 10, 26, 10]],
  ])('is not %s', (bytes) => expect(readIdx(Uint8Array.from(bytes))).toBeUndefined());

  it('is packed and unpacked, and unpacked no further than it may', async () => {
    const raw = pictures(3),
      small = await packed(raw);
    expect(small.length).toBeLessThan(raw.length);
    expect(await packed(small)).toBe(small);
    expect(await unpacked(small)).toEqual(raw);
    expect(await unpacked(raw)).toBe(raw);
    expect(await unpacked(small, 100)).toHaveLength(101);
  });
});

describe('files that somebody opens', () => {
  it('are sorted by what they hold and what they are called, packed or not', async () => {
    const small = await packed(pictures(4));
    const sets = await sorted([
      file('t10k-labels-idx1-ubyte', labels(2)),
      file('train-images.gz', small),
      file('t10k-images-idx3-ubyte', pictures(2)),
      file('labels', labels(4)),
    ]);
    expect(sets.training).toEqual({ pictures: small, labels: labels(4) });
    expect(sets.test).toEqual({ pictures: pictures(2), labels: labels(2) });
    expect(Object.keys(await sorted([file('a', pictures(1)), file('b', labels(1))]))).toEqual(['training']);
  });

  it.each<[string, OpenedFile[] | Promise<OpenedFile[]>]>([
    ['empty', [file('a', new Uint8Array())]],
    ['empty', [file('a', idx([0, 28, 28], []))]],
    ['notIdx', [file('a', new TextEncoder().encode('label,pixel0'))]],
    ['wrongLength', [file('a', pictures(2).subarray(0, 1000))]],
    ['wrongLength', [file('a', Uint8Array.from([...labels(2), 1]))]],
    ['wrongLength', [file('a', idx([2 ** 32 - 1, 28, 28], []))]],
    ['notDigits', [file('a', idx([1, 2, 2], [new Uint8Array(4)]))]],
    ['notDigits', [file('a', idx([1], [Uint8Array.from([10])]))]],
    ['alone', [file('a', pictures(2))]],
    ['alone', [file('train-images', pictures(2)), file('test-labels', labels(2))]],
    ['unequal', [file('a', pictures(2)), file('b', labels(3))]],
    ['twice', [file('a', pictures(2)), file('b', pictures(2))]],
    ['tooLarge', [file('a', new Uint8Array((64 << 20) + 1))]],
    ['tooLarge', packed(new Uint8Array((64 << 20) + 1)).then((bytes) => [file('a', bytes)])],
    ['damaged', packed(pictures(2)).then((bytes) => [file('a', bytes.subarray(0, 20))])],
    ['damaged', [file('a', Uint8Array.from([0x1f, 0x8b, 1, 2, 3]))]],
  ])('are refused where one is bad: %s', async (fault, files) => {
    const wrong = (await sorted(await files).catch((wrong: unknown) => wrong)) as BadFile;
    expect(wrong.fault).toBe(fault);
  });
});

describe('however many digits there are', () => {
  it.each([
    [60000, 5000],
    [40000, 5000],
    [800, 100],
    [7, 0],
    [0, 0],
  ])('of %i validate %i', (digits, validation) => expect(validating(digits)).toBe(validation));
  it('a recipe says how many validate', () =>
    expect(
      recipe({ hidden: [], activation: 'relu', optimizer: 'sgd', rate: 1, batch: 1, seed: 1, epochs: 1 }, 100),
    ).toMatchObject({ validation: 100 }));

  it.each([
    [10000, 500],
    [200, 200],
    [23, 23],
    [1, 1],
  ])('of %i the contest takes %i, each once, and none that is not there', (count, taken) => {
    const { indices, firsts, each } = spread(count);
    expect(indices).toHaveLength(taken);
    expect(new Set(indices).size).toBe(taken);
    expect(Math.max(...indices)).toBeLessThan(count);
    expect(
      firsts.flatMap((first) => Array.from({ length: Math.min(each, count - first) }, (_, i) => first + i)),
    ).toEqual(indices);
  });

  it('one of each class is dealt, other ones each time, and of a class that lacks none', () => {
    expect(oneOfEach([5, 3, 3], 0)).toEqual([1, 0]);
    expect(oneOfEach([5, 3, 3], 1)).toEqual([2, 0]);
    expect(oneOfEach([5, 3, 3], 2)).toEqual([1, 0]);
  });
});

it('digits that were opened are laid on another host in place of the site’s, and end what learnt from those', async () => {
  const asked: unknown[][] = [],
    host: Host = {
      mayVanish: false,
      ask: async <T>(...call: unknown[]) => (asked.push(call), undefined as T),
      close: () => undefined,
    };
  const memory = new Memory(),
    given = ['training', pictures(1), labels(1)];
  await memory.keep(host, 'open', ['training']);
  await memory.keep(host, 'open', ['test']);
  await memory.keep(host, 'TrainingSession.Begin', ['{}']);
  await memory.keep(host, 'Digits.Open', given);
  await memory.lay(host);
  expect(asked).toEqual([
    ['Digits.Open', ...given],
    ['open', 'test'],
  ]);
});

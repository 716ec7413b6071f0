import { describe, expect, it } from 'vitest';
import './page';
import { HostGone } from '../src/engine/host';
import { explain, noDigits } from '../src/shared/problems';
import { Task } from '../src/shared/task.svelte';
import { en } from '../src/words/en';
import { zh } from '../src/words/zh';

describe('a task', () => {
  it('is busy while it works, and idle afterwards', async () => {
    const task = new Task();
    const done = task.run(async (run) => expect([task.isBusy, run.isCurrent]).toEqual([true, true]));
    await done;
    expect([task.isBusy, task.failure]).toEqual([false, undefined]);
  });

  it('keeps what went wrong until the next run', async () => {
    const task = new Task();
    await task.run(() => Promise.reject(new Error('no')));
    expect([task.isBusy, task.problem]).toEqual([false, en.problems.engine('no')]);
    await task.run(async () => undefined);
    expect(task.problem).toBe('');
  });

  it('tells another task where it has one', async () => {
    const teller = new Task(),
      task = new Task(teller);
    await task.run(() => Promise.reject(new Error('no')));
    expect([task.problem, teller.problem]).toEqual(['', 'no']);
  });

  it('lets the latest run win: the failure of an older one is not told', async () => {
    const task = new Task();
    let fail: (exception: Error) => void = () => undefined;
    const first = task.run(() => new Promise((_, reject) => (fail = reject)));
    await task.run(async () => undefined);
    fail(new Error('late'));
    await first;
    expect([task.isBusy, task.failure]).toEqual([false, undefined]);
  });

  it('works for the latest value only', async () => {
    const task = new Task(),
      seen: number[] = [];
    const work = async (value: number) => {
      await Promise.resolve();
      seen.push(value);
    };
    await Promise.all([1, 2, 3].map((value) => task.follow(value, work)));
    expect(seen).toEqual([1, 3]);
  });

  it('is outdated once it is cancelled', async () => {
    const task = new Task();
    await task.run(async (run) => {
      task.cancel();
      expect([run.isCurrent, task.isBusy]).toEqual([false, false]);
    });
  });
});

describe('a problem', () => {
  it.each([
    [new TypeError('Failed to fetch'), 'network'],
    [new Error('NetworkError when attempting to fetch resource.'), 'network'],
    [new HostGone('502'), 'network'],
    [new Error('JsonElementHasWrongType, Object, Number'), 'internal'],
    [new Error('Arg_NullReferenceException'), 'internal'],
    [new Error('System.Text.Json.JsonException: x'), 'internal'],
  ] as const)('%s is told in words of the page', (failure, key) => {
    expect(explain(failure, en)).toBe(en.problems[key]);
    expect(explain(failure, zh)).toBe(zh.problems[key]);
  });

  it('names a file that is missing', () =>
    expect(explain(new Error('models/cnn.safetensors: 404 Not Found'), en)).toContain('models/cnn.safetensors'));

  it('leaves a sentence of the engine as it is', () =>
    expect(explain(new Error('No training has begun.'), en)).toBe('No training has begun.'));

  it('of the page itself follows the language', () =>
    expect([explain(noDigits(), en), explain(noDigits(), zh)]).toEqual([en.supply.none, zh.supply.none]));
});

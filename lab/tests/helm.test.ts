import { describe, expect, it } from 'vitest';
import { claim } from '../src/shared/trainingLock';

describe('the lock', () => {
  it('is left by whoever held it when another takes it, and only then', () => {
    const left: string[] = [],
      one = { leave: () => left.push('one') },
      other = { leave: () => left.push('other') };
    claim(one);
    claim(one);
    expect(left).toEqual([]);
    claim(other);
    claim(one);
    expect(left).toEqual(['one', 'other']);
  });
});

import { describe, expect, it } from 'vitest';
import { takeHelm } from '../src/helm';

describe('the helm', () => {
  it('is left by whoever held it when another takes it, and only then', () => {
    const left: string[] = [],
      one = { leave: () => left.push('one') },
      other = { leave: () => left.push('other') };
    takeHelm(one);
    takeHelm(one);
    expect(left).toEqual([]);
    takeHelm(other);
    takeHelm(one);
    expect(left).toEqual(['one', 'other']);
  });
});

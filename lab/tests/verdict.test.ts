import { describe, expect, it } from 'vitest';
import type { Reading } from '../src/engine/engine';
import { verdict } from '../src/shared/verdict';
import { en } from '../src/words/en';
import { zh } from '../src/words/zh';

const names = [...'0123456789'];

function reading(answer: Reading['answer']): Reading {
  return { answer, class: 3, runnerUp: 8, probabilities: new Array<number>(10).fill(0.1) };
}

describe('the verdict', () => {
  it('names a digit only where the policy is sure', () =>
    expect(verdict(en.draw, reading('digit'), names, '79.5%')).toBe('It is 3 (79.5% sure)'));

  it.each([
    ['unsure', en],
    ['not-a-digit', en],
    ['unsure', zh],
    ['not-a-digit', zh],
  ] as const)('%s is never worded as a sure answer', (answer, words) => {
    const text = verdict(words.draw, reading(answer), names, '79.5%');
    expect(text).not.toContain('79.5%');
    expect(text).not.toMatch(/It is 3|^是 3/);
  });

  it('says between which digits it is unsure', () =>
    expect(verdict(en.draw, reading('unsure'), names, '')).toBe('Not sure: 3 or 8'));
});

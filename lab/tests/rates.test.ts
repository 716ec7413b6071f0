import { describe, expect, it } from 'vitest';
import { hasCollapsed, suitableRate } from '../src/lenses/train/rates';

describe('the learning rate', () => {
  it('follows optimizer and activation', () => {
    expect(suitableRate('sgd', 'sigmoid')).toBe(3);
    expect(suitableRate('sgd', 'relu')).toBeLessThan(1);
    expect(suitableRate('adamw', 'relu')).toBeLessThan(suitableRate('momentum', 'sigmoid'));
  });
});

describe('a training that came to nothing', () => {
  it.each([
    [true, 0.098, true],
    [true, 0.66, false],
    [false, 0.098, false],
    [true, undefined, false],
  ])('finished %s with accuracy %s', (isFinished, accuracy, collapsed) =>
    expect(hasCollapsed(isFinished, accuracy)).toBe(collapsed),
  );
});

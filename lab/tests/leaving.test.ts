import { expect, it } from 'vitest';
import { isLost } from '../src/frame/leaving';

it.each([
  [true, 'reference', 0, true],
  [false, 'mine', 0, true],
  [false, 'reference', 1, true],
  [false, 'cnn', 0, false],
] as const)(
  'leaving while training %s with the network %s and %i steps asks first: %s',
  (isTraining, model, steps, asks) => expect(isLost({ isTraining, model, steps })).toBe(asks),
);

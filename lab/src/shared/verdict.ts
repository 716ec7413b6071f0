import type { Reading } from '../engine/engine';
import type { Words } from '../words/en';

/** What may be said of a picture: no more than the recognition policy decided. */
export function verdict(words: Words['draw'], reading: Reading, names: readonly string[], share: string): string {
  const [first, second] = [names[reading.class]!, names[reading.runnerUp]!];
  if (reading.answer === 'digit') return words.sure(first, share);
  return reading.answer === 'unsure' ? words.unsure(first, second) : words.notADigit;
}

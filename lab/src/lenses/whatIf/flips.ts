/** A test digit whose answer a change has turned. */
export interface Flip {
  index: number;
  before: number;
  after: number;
  /** How sure the network is of its new answer. */
  confidence: number;
}

export interface Flips {
  lost: Flip[];
  won: Flip[];
  other: Flip[];
}

/**
 * Sorts the turned answers: right to wrong, wrong to right, wrong to another wrong; the surest first. `said` holds four
 * numbers a digit.
 */
export function flips(labels: ArrayLike<number>, said: ArrayLike<number>): Flips {
  const found: Flips = { lost: [], won: [], other: [] };
  for (let index = 0; index < labels.length; index++) {
    const before = said[4 * index]!,
      after = said[4 * index + 2]!,
      flip = { index, before, after, confidence: said[4 * index + 3]! };
    if (before === after) continue;
    (before === labels[index] ? found.lost : after === labels[index] ? found.won : found.other).push(flip);
  }
  for (const list of [found.lost, found.won, found.other]) list.sort((one, two) => two.confidence - one.confidence);
  return found;
}

/** The n-th digits of a class, spread evenly over a set. */
export function ofClass(labels: ArrayLike<number>, digit: number, count: number): number[] {
  const all = Array.from({ length: labels.length }, (_, i) => i).filter((i) => labels[i] === digit);
  const taken = Math.min(count, all.length);
  return Array.from({ length: taken }, (_, i) => all[Math.floor((i * all.length) / taken)]!);
}

/** Mean distances from the digits of one class to those of each class; `distances` has a row for each of `rows`. A digit's distance from itself does not count. */
export function means(distances: ArrayLike<number>, rows: number[], columns: number[], classOf: (index: number) => number, classes: number): number[] {
  const sums = new Array<number>(classes).fill(0), counts = new Array<number>(classes).fill(0);
  rows.forEach((row, i) =>
    columns.forEach((column, j) => {
      if (row === column) return;
      sums[classOf(column)]! += distances[i * columns.length + j]!;
      counts[classOf(column)]!++;
    }));
  return sums.map((sum, k) => (counts[k]! > 0 ? sum / counts[k]! : 0));
}

export interface Pair {
  one: number;
  two: number;
  distance: number;
}

/** The two that are farthest from each other (sign 1) or nearest (sign -1) among the pairs that count. */
export function extreme(distances: ArrayLike<number>, rows: number[], columns: number[], sign: 1 | -1, counts: (row: number, column: number) => boolean): Pair | undefined {
  let best: Pair | undefined;
  rows.forEach((one, i) =>
    columns.forEach((two, j) => {
      const distance = distances[i * columns.length + j]!;
      if (counts(one, two) && (!best || sign * (distance - best.distance) > 0)) best = { one, two, distance };
    }));
  return best;
}

export interface Neighbour {
  index: number;
  distance: number;
}

/** Joins lists of neighbours, the nearest first. */
export function joined(known: Neighbour[], found: ArrayLike<number>, most: number): Neighbour[] {
  const more = Array.from({ length: found.length / 2 }, (_, i) => ({ index: found[2 * i]!, distance: found[2 * i + 1]! }));
  return [...known, ...more].sort((one, two) => one.distance - two.distance).slice(0, most);
}

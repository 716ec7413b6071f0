const samples = 10,
  perSample = 50; // of test digits, spread over the set: the second half of MNIST's is easier

/** The n-th digits of a class, spread evenly over a set. */
export function ofClass(labels: ArrayLike<number>, digit: number, count: number): number[] {
  const all = Array.from({ length: labels.length }, (_, i) => i).filter((i) => labels[i] === digit);
  const taken = Math.min(count, all.length);
  return Array.from({ length: taken }, (_, i) => all[Math.floor((i * all.length) / taken)]!);
}

/** The n-th digit of each class that there is, round and round. */
export function oneOfEach(labels: ArrayLike<number>, n: number): number[] {
  const places: number[][] = Array.from({ length: 10 }, () => []);
  for (let i = 0; i < labels.length; i++) places[labels[i]!]!.push(i);
  return places.filter((all) => all.length > 0).map((all) => all[n % all.length]!);
}

/** Test digits, spread over so many: as many of each part, from its beginning. */
export function spread(count: number): { indices: number[]; firsts: number[]; each: number } {
  const step = Math.ceil(count / samples),
    each = Math.min(perSample, step),
    firsts = Array.from({ length: samples }, (_, i) => step * i).filter((first) => first < count);
  return {
    indices: firsts.flatMap((first) => Array.from({ length: Math.min(each, count - first) }, (_, i) => first + i)),
    firsts,
    each,
  };
}

/**
 * Mean distances from the digits of one class to those of each class; `distances` has a row for each of `rows`. A
 * digit's distance from itself does not count.
 */
export function means(
  distances: ArrayLike<number>,
  rows: number[],
  columns: number[],
  classOf: (index: number) => number,
  classes: number,
): number[] {
  const sums = new Array<number>(classes).fill(0),
    counts = new Array<number>(classes).fill(0);
  rows.forEach((row, i) =>
    columns.forEach((column, j) => {
      if (row === column) return;
      sums[classOf(column)]! += distances[i * columns.length + j]!;
      counts[classOf(column)]!++;
    }),
  );
  return sums.map((sum, k) => (counts[k]! > 0 ? sum / counts[k]! : 0));
}

export interface Pair {
  one: number;
  two: number;
  distance: number;
}

/** The two that are farthest from each other (sign 1) or nearest (sign -1) among the pairs that count. */
export function extreme(
  distances: ArrayLike<number>,
  rows: number[],
  columns: number[],
  sign: 1 | -1,
  counts: (row: number, column: number) => boolean,
): Pair | undefined {
  let best: Pair | undefined;
  rows.forEach((one, i) =>
    columns.forEach((two, j) => {
      const distance = distances[i * columns.length + j]!;
      if (counts(one, two) && (!best || sign * (distance - best.distance) > 0)) best = { one, two, distance };
    }),
  );
  return best;
}

export interface Neighbor {
  index: number;
  distance: number;
}

/** Joins lists of neighbours, the nearest first. */
export function joined(known: Neighbor[], found: ArrayLike<number>, most: number): Neighbor[] {
  const more = Array.from({ length: found.length / 2 }, (_, i) => ({
    index: found[2 * i]!,
    distance: found[2 * i + 1]!,
  }));
  return [...known, ...more].sort((one, two) => one.distance - two.distance).slice(0, most);
}

import { classes, pixels } from './architecture';
import type { DigitSet } from './engine';
import { readIdx, unpacked } from './idx';

/** Megabytes of a file, unpacked too. */
export const mostMegabytes = 64;

const side = Math.sqrt(pixels);

/** Why files that somebody opened cannot be used; the page has words for each. */
export type Fault =
  'empty' | 'tooLarge' | 'damaged' | 'notIdx' | 'wrongLength' | 'notDigits' | 'twice' | 'alone' | 'unequal';

/** A file, or a pair of them, that cannot be used. */
export class BadFile extends Error {
  /** @param numbers What was expected, and what came. */
  constructor(
    readonly fault: Fault,
    readonly file: string,
    readonly numbers: readonly [number, number] = [0, 0],
  ) {
    super(`${file}: ${fault}`);
  }
}

/** A file that somebody opened. */
export interface OpenedFile {
  name: string;
  bytes: Uint8Array;
}

/** Two files that belong together, as they came. */
export interface Pair {
  pictures: Uint8Array;
  labels: Uint8Array;
}

type Kind = keyof Pair;

/**
 * Sorts IDX files, packed or not, into sets of digits; fails with BadFile where one cannot be used. What a file holds
 * is told by its bytes, for which set by its name.
 */
export async function sorted(files: OpenedFile[]): Promise<Partial<Record<DigitSet, Pair>>> {
  const places = new Map<string, OpenedFile & { count: number }>();
  for (const file of files) {
    const { kind, count } = await looked(file),
      place = `${setOf(file.name)} ${kind}`;
    if (places.has(place)) throw new BadFile('twice', file.name);
    places.set(place, { ...file, count });
  }
  const sets: Partial<Record<DigitSet, Pair>> = {};
  for (const set of ['training', 'test'] as const) {
    const pictures = places.get(`${set} pictures`),
      labels = places.get(`${set} labels`);
    if (!pictures && !labels) continue;
    if (!pictures || !labels) throw new BadFile('alone', (pictures ?? labels)!.name);
    if (pictures.count !== labels.count) throw new BadFile('unequal', pictures.name, [pictures.count, labels.count]);
    sets[set] = { pictures: pictures.bytes, labels: labels.bytes };
  }
  return sets;
}

function setOf(name: string): DigitSet {
  return /t10k|test/i.test(name) ? 'test' : 'training';
}

/** What a file holds, and of how many digits. */
async function looked({ name, bytes }: OpenedFile): Promise<{ kind: Kind; count: number }> {
  const most = mostMegabytes << 20;
  if (bytes.length === 0) throw new BadFile('empty', name);
  if (bytes.length > most) throw new BadFile('tooLarge', name);
  const raw = await unpacked(bytes, most).catch(() => {
    throw new BadFile('damaged', name);
  });
  if (raw.length > most) throw new BadFile('tooLarge', name);
  const found = readIdx(raw);
  if (!found) throw new BadFile('notIdx', name);
  const { extents, values } = found,
    expected = extents.reduce((product, extent) => product * extent, 1),
    count = extents[0]!;
  if (expected !== values.length) throw new BadFile('wrongLength', name, [expected, values.length]);
  if (count === 0) throw new BadFile('empty', name);
  const isLabels = extents.length === 1 && values.every((label) => label < classes),
    isPictures = extents.length === 3 && extents[1] === side && extents[2] === side;
  if (!isLabels && !isPictures) throw new BadFile('notDigits', name);
  return { kind: isLabels ? 'labels' : 'pictures', count };
}

import type { Strokes } from '../engine/engine';

/** How one thing that the page remembers is written into its address. */
export interface Entry<T> {
  usual: T;
  read: (text: string) => T | undefined;
  write: (value: T) => string;
}

export function oneOf<const T extends readonly string[]>(words: T, usual: T[number]): Entry<T[number]> {
  return { usual, read: (text) => words.find((word) => word === text), write: (value) => value };
}

export function number(usual: number, least: number, most: number): Entry<number> {
  const read = (text: string) =>
    text.trim() !== '' && Number(text) >= least && Number(text) <= most ? Number(text) : undefined;
  return { usual, read, write: String };
}

export function whole(usual: number, least: number, most: number): Entry<number> {
  const any = number(usual, least, most);
  return { ...any, read: (text) => (/^-?\d+$/.test(text) ? any.read(text) : undefined) };
}

/** Two hexadecimal digits a coordinate, strokes apart by a dot: the pad is 0 to 255 each way. */
export function writeStrokes(strokes: Strokes): string {
  return strokes
    .map((stroke) =>
      stroke
        .flat()
        .map((n) =>
          Math.min(255, Math.max(0, Math.round(n)))
            .toString(16)
            .padStart(2, '0'),
        )
        .join(''),
    )
    .join('.');
}

export function readStrokes(text: string): Strokes | undefined {
  if (!/^([0-9a-f]{4})+(\.([0-9a-f]{4})+)*$/.test(text)) return undefined;
  return text
    .split('.')
    .map((stroke) =>
      stroke
        .match(/..../g)!
        .map((point): [number, number] => [parseInt(point.slice(0, 2), 16), parseInt(point.slice(2), 16)]),
    );
}

/** Painted weights, each -1, 0 or 1, as runs: 120z4p660z. */
export function writeRuns(weights: number[]): string {
  const letters = weights.map((w) => (w < 0 ? 'm' : w > 0 ? 'p' : 'z')).join('');
  return letters.replace(/(.)\1*/g, (run) => `${run.length}${run[0]}`);
}

export function readRuns(text: string): number[] | undefined {
  if (!/^(\d{1,3}[mzp])+$/.test(text)) return undefined;
  const weights = text
    .match(/\d+[mzp]/g)!
    .flatMap((run) => new Array<number>(parseInt(run)).fill({ m: -1, z: 0, p: 1 }[run.at(-1) as 'm' | 'z' | 'p']));
  return weights.length === 784 ? weights : undefined;
}

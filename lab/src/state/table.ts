import type { Strokes } from '../engine/engine';
import { mostLayers, mostUnits } from '../engine/architecture';

/** How one thing that the page remembers is written into its address. */
interface Entry<T> {
  usual: T;
  read: (text: string) => T | undefined;
  write: (value: T) => string;
}

export const views = [
  'draw',
  'chapters',
  'same',
  'network',
  'step',
  'matrix',
  'count',
  'paint',
  'train',
  'ledger',
  'whatif',
  'mistakes',
  'convolution',
  'photo',
  'models',
] as const;
export const activations = ['sigmoid', 'relu', 'tanh'] as const;
export const optimizers = ['sgd', 'momentum', 'adam', 'adamw'] as const;

export const paces = ['slow', 'usual', 'fast'] as const;
export const costs = ['squared-error', 'softmax-cross-entropy'] as const;

/** A neuron: its layer as people count them, from 1, and its place there. */
export interface Place {
  column: number;
  neuron: number;
}

/** A weight that was set by hand, or a bias where input is -1. */
export interface Edit extends Place {
  input: number;
  value: number;
}

/** A training beside the first: as that one, but for these. */
export interface Rival {
  hidden: number[];
  activation: (typeof activations)[number];
  optimizer: (typeof optimizers)[number];
  rate: number;
  seed: number;
}

export const mostRivals = 3;
export const mostEpochs = 100;
const mostEdits = 300; // an address has room for some thousand letters

/** Nothing painted: 784 weights of 0. */
const blank: number[] = new Array<number>(784).fill(0);

const rate = number(0.01, 1e-5, 10),
  seed = whole(1, 0, 999999);

/** The one table of all state: what stands here can be sent to another person as a link, and nothing else is remembered. */
export const table = {
  view: oneOf(views, 'draw'),
  lang: oneOf(['', 'en', 'zh'] as const, ''),
  theme: oneOf(['', 'light', 'dark'] as const, ''),
  model: oneOf(['reference', 'cnn', 'mine'] as const, 'reference'),
  engine: oneOf(['browser', 'server'] as const, 'browser'),
  strokes: { usual: [] as Strokes, read: readStrokes, write: writeStrokes },
  example: whole(-1, -1, 99999),
  pen: whole(14, 4, 40),
  edges: oneOf(['weights', 'contributions', 'none'] as const, 'contributions'),
  layer: whole(0, 0, 99),
  neuron: whole(0, 0, 1023),
  paint: { usual: blank, read: readRuns, write: writeRuns },
  hidden: { usual: [16, 16], read: readSizes, write: writeSizes },
  activation: oneOf(activations, 'sigmoid'),
  optimizer: oneOf(optimizers, 'adamw'),
  rate,
  batch: whole(32, 1, 1024),
  seed,
  epochs: whole(10, 1, mostEpochs),
  beside: { usual: [] as Rival[], read: readRivals, write: writeRivals },
  edits: { usual: [] as Edit[], read: readEdits, write: writeEdits },
  off: {
    usual: [] as Place[],
    read: readOff,
    write: (places: Place[]) => places.map((place) => `${place.column}.${place.neuron}`).join('_'),
  },
  noise: number(0, 0, 3),
  noiseSeed: whole(1, 0, 999999),
  term: whole(0, 0, 1025),
  pace: oneOf(paces, 'usual'),
  input: whole(-1, -1, 1023),
  wanted: whole(-1, -1, 9),
  cost: oneOf(costs, 'squared-error'),
  descent: number(0.1, 1e-4, 100),
  digit: whole(3, 0, 9),
  known: whole(5000, 1, 99999),
  mapLayer: whole(1, 1, 99),
  map: whole(0, 0, 1023),
  chapter: whole(0, 0, 99),
};

export type State = {
  -readonly [K in keyof typeof table]: (typeof table)[K] extends Entry<infer T>
    ? T extends object
      ? Readonly<T>
      : T
    : never;
};

/** The state that an address carries; what is missing or cannot be meant is as usual. */
export function read(hash: string): State {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  const entries = Object.entries(table as Record<string, Entry<unknown>>).map(([key, entry]) => {
    const text = given.get(key);
    return [key, (text === null ? undefined : entry.read(text)) ?? entry.usual];
  });
  return Object.fromEntries(entries) as State;
}

/** The address of a state; what is usual is left out. */
export function write(state: State): string {
  const said = new URLSearchParams();
  for (const [key, entry] of Object.entries(table as Record<string, Entry<unknown>>)) {
    const text = entry.write(state[key as keyof State]);
    if (text !== entry.write(entry.usual)) said.set(key, text);
  }
  return said.toString();
}

function oneOf<const T extends readonly string[]>(words: T, usual: T[number]): Entry<T[number]> {
  return { usual, read: (text) => words.find((word) => word === text), write: (value) => value };
}

function number(usual: number, least: number, most: number): Entry<number> {
  const read = (text: string) =>
    text.trim() !== '' && Number(text) >= least && Number(text) <= most ? Number(text) : undefined;
  return { usual, read, write: String };
}

function whole(usual: number, least: number, most: number): Entry<number> {
  const any = number(usual, least, most);
  return { ...any, read: (text) => (/^-?\d+$/.test(text) ? any.read(text) : undefined) };
}

function readSizes(text: string): number[] | undefined {
  if (text === '0') return [];
  const sizes = text.split('-').map(Number);
  return sizes.length <= mostLayers && sizes.every((n) => Number.isInteger(n) && n >= 1 && n <= mostUnits)
    ? sizes
    : undefined;
}

function writeSizes(sizes: number[]): string {
  return sizes.join('-') || '0';
}

/** layers*activation*optimizer*rate*seed, runs apart by an underscore: 16-16*relu*sgd*0.1*1 */
function writeRivals(rivals: Rival[]): string {
  return rivals
    .map((rival) => [writeSizes(rival.hidden), rival.activation, rival.optimizer, rival.rate, rival.seed].join('*'))
    .join('_');
}

function readRivals(text: string): Rival[] | undefined {
  const rivals = text.split('_').map((each) => {
    const [layers, activation, optimizer, own, chance] = each.split('*');
    return {
      hidden: readSizes(layers!),
      activation: activations.find((word) => word === activation),
      optimizer: optimizers.find((word) => word === optimizer),
      rate: rate.read(own ?? ''),
      seed: seed.read(chance ?? ''),
    };
  });
  return rivals.length <= mostRivals &&
    rivals.every((rival) => Object.values(rival).every((value) => value !== undefined))
    ? (rivals as Rival[])
    : undefined;
}

/** Two hexadecimal digits a coordinate, strokes apart by a dot: the pad is 0 to 255 each way. */
function writeStrokes(strokes: Strokes): string {
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

function readStrokes(text: string): Strokes | undefined {
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
function writeRuns(weights: number[]): string {
  const letters = weights.map((w) => (w < 0 ? 'm' : w > 0 ? 'p' : 'z')).join('');
  return letters.replace(/(.)\1*/g, (run) => `${run.length}${run[0]}`);
}

function readRuns(text: string): number[] | undefined {
  if (!/^(\d{1,3}[mzp])+$/.test(text)) return undefined;
  const weights = text
    .match(/\d+[mzp]/g)!
    .flatMap((run) => new Array<number>(parseInt(run)).fill({ m: -1, z: 0, p: 1 }[run.at(-1) as 'm' | 'z' | 'p']));
  return weights.length === 784 ? weights : undefined;
}

/** layer.neuron.input=value, with b for the bias: 1.3.406=-1.5_2.0.b=3 */
function writeEdits(edits: Edit[]): string {
  return edits
    .slice(-mostEdits)
    .map(
      (edit) =>
        `${edit.column}.${edit.neuron}.${edit.input < 0 ? 'b' : edit.input}=${Number(edit.value.toPrecision(6))}`,
    )
    .join('_');
}

function readEdits(text: string): Edit[] | undefined {
  const found = text
    .split('_')
    .map((each) => /^(\d{1,2})\.(\d{1,4})\.(b|\d{1,4})=(-?\d+(?:\.\d+)?(?:e[+-]?\d{1,2})?)$/.exec(each));
  if (found.length > mostEdits || found.some((each) => each === null || !Number.isFinite(Number(each[4]))))
    return undefined;
  return found.map((each) => ({
    column: Number(each![1]),
    neuron: Number(each![2]),
    input: each![3] === 'b' ? -1 : Number(each![3]),
    value: Number(each![4]),
  }));
}

function readOff(text: string): Place[] | undefined {
  if (!/^\d{1,2}\.\d{1,4}(_\d{1,2}\.\d{1,4}){0,199}$/.test(text)) return undefined;
  return text
    .split('_')
    .map((each) => each.split('.').map(Number))
    .map(([column, neuron]) => ({ column: column!, neuron: neuron! }));
}

import type { Strokes } from '../engine/engine';
import { number, oneOf, readRuns, readStrokes, whole, writeRuns, writeStrokes, type Entry } from './codecs';
import { mostLayers, mostUnits } from '../engine/architecture';

export const views = [
  'draw',
  'chapters',
  'distances',
  'network',
  'forward',
  'matrix',
  'parameters',
  'edgeDetector',
  'train',
  'gradientStep',
  'whatIf',
  'misread',
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

/**
 * The one table of all state: what stands here can be sent to another person as a link, and nothing else is remembered.
 */
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

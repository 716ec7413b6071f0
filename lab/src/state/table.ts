/** How one thing that the page remembers is written into its address. */
interface Entry<T> {
  usual: T;
  read: (text: string) => T | undefined;
  write: (value: T) => string;
}

export const views = ['draw', 'network', 'count', 'train', 'matrix', 'paint', 'mistakes', 'photo', 'models'] as const;
export const activations = ['sigmoid', 'relu', 'tanh'] as const;
export const optimizers = ['sgd', 'momentum', 'adam', 'adamw'] as const;

/** Nothing painted: 784 weights of 0. */
const blank: number[] = new Array<number>(784).fill(0);

/** The one table of all state: what stands here can be sent to another person as a link, and nothing else is remembered. */
export const table = {
  view: oneOf(views, 'draw'),
  lang: oneOf(['', 'en', 'zh'] as const, ''),
  theme: oneOf(['', 'light', 'dark'] as const, ''),
  model: oneOf(['reference', 'cnn', 'mine'] as const, 'reference'),
  engine: oneOf(['browser', 'server'] as const, 'browser'),
  strokes: { usual: [] as [number, number][][], read: readStrokes, write: writeStrokes },
  example: whole(-1, -1, 9999),
  pen: whole(14, 4, 40),
  edges: oneOf(['weights', 'contributions', 'none'] as const, 'contributions'),
  layer: whole(0, 0, 99),
  neuron: whole(0, 0, 1023),
  paint: { usual: blank, read: readRuns, write: writeRuns },
  hidden: { usual: [16, 16], read: readSizes, write: (sizes: number[]) => sizes.join('-') || '0' },
  activation: oneOf(activations, 'sigmoid'),
  optimizer: oneOf(optimizers, 'adamw'),
  rate: number(0.01, 1e-5, 10),
  batch: whole(32, 1, 1024),
  seed: whole(1, 0, 999999),
  epochs: whole(10, 1, 100),
};

export type State = { -readonly [K in keyof typeof table]: (typeof table)[K] extends Entry<infer T> ? T : never };

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
  const read = (text: string) => (text.trim() !== '' && Number(text) >= least && Number(text) <= most ? Number(text) : undefined);
  return { usual, read, write: String };
}

function whole(usual: number, least: number, most: number): Entry<number> {
  const any = number(usual, least, most);
  return { ...any, read: (text) => (/^-?\d+$/.test(text) ? any.read(text) : undefined) };
}

function readSizes(text: string): number[] | undefined {
  if (text === '0') return [];
  const sizes = text.split('-').map(Number);
  return sizes.length <= 4 && sizes.every((n) => Number.isInteger(n) && n >= 1 && n <= 128) ? sizes : undefined;
}

/** Two hexadecimal digits a coordinate, strokes apart by a dot: the pad is 0 to 255 each way. */
function writeStrokes(strokes: [number, number][][]): string {
  return strokes.map((stroke) => stroke.flat().map((n) => Math.min(255, Math.max(0, Math.round(n))).toString(16).padStart(2, '0')).join('')).join('.');
}

function readStrokes(text: string): [number, number][][] | undefined {
  if (!/^([0-9a-f]{4})+(\.([0-9a-f]{4})+)*$/.test(text)) return undefined;
  return text.split('.').map((stroke) => stroke.match(/..../g)!.map((point): [number, number] => [parseInt(point.slice(0, 2), 16), parseInt(point.slice(2), 16)]));
}

/** Painted weights, each -1, 0 or 1, as runs: 120z4p660z. */
function writeRuns(weights: number[]): string {
  const letters = weights.map((w) => (w < 0 ? 'm' : w > 0 ? 'p' : 'z')).join('');
  return letters.replace(/(.)\1*/g, (run) => `${run.length}${run[0]}`);
}

function readRuns(text: string): number[] | undefined {
  if (!/^(\d{1,3}[mzp])+$/.test(text)) return undefined;
  const weights = text.match(/\d+[mzp]/g)!.flatMap((run) => new Array<number>(parseInt(run)).fill({ m: -1, z: 0, p: 1 }[run.at(-1) as 'm' | 'z' | 'p']));
  return weights.length === 784 ? weights : undefined;
}

import type { DigitSet, Engine, NetworkCard, Reading, Stage, Strokes, TrainingNews } from './engine';
import type { Answer, Ask } from './messages';
import type { Rescore, Workbench } from './workbench';

/** How far a resting hand trembles, in units of the pad (0 to 255): what reaches no further is a dot. */
const tremble = 4;

/** The engine in a Web Worker: everything is computed on this machine, and nothing blocks the page. */
export class BrowserEngine implements Engine, Workbench {
  private readonly worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  private readonly waiting = new Map<number, { done: (value: unknown) => void; failed: (wrong: Error) => void }>();
  private asked = 0;

  constructor() {
    this.worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      const asker = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      if (data.error === undefined) asker?.done(data.value);
      else asker?.failed(new Error(data.error));
    };
    this.worker.onerror = (event) => {
      for (const asker of this.waiting.values()) asker.failed(new Error(event.message || 'The engine could not be started.'));
      this.waiting.clear();
    };
  }

  load = async (model: string | Uint8Array) => JSON.parse(await (typeof model === 'string' ? this.ask<string>('load', model) : this.ask<string>('Desk.Load', model))) as NetworkCard;

  normalize = async (strokes: Strokes) =>
    stages(await this.ask<Uint8Array>('Digits.Normalize', strokes.flat(2), strokes.map((stroke) => stroke.length), tremble));

  look = async (picture: Uint8Array) => JSON.parse(await this.ask<string>('Desk.Look', picture)) as Reading;

  activations = async () => floats(await this.ask<Uint8Array>('Desk.Activations'));

  weights = async (column: number) => floats(await this.ask<Uint8Array>('Desk.Weights', column));

  edit = async (column: number, neuron: number, input: number, value: number) =>
    JSON.parse(await this.ask<string>('Desk.Edit', column, neuron, input, value)) as Reading;

  restore = async () => JSON.parse(await this.ask<string>('Desk.Restore')) as Reading;

  open = (set: DigitSet) => this.ask<Uint8Array>('open', set);

  pictures = (set: DigitSet, indices: number[]) => this.ask<Uint8Array>('Digits.Pictures', set, indices);

  judge = async (first: number, count: number) => floats(await this.ask<Uint8Array>('Desk.Judge', first, count));

  fire = async (weights: Float32Array) => floats(await this.ask<Uint8Array>('Digits.Fire', new Uint8Array(weights.slice().buffer)));

  begin = async (recipe: object) => JSON.parse(await this.ask<string>('Session.Begin', JSON.stringify(recipe))) as TrainingNews;

  step = async (steps: number) => JSON.parse(await this.ask<string>('Session.Step', steps)) as TrainingNews;

  run = async (milliseconds: number) => JSON.parse(await this.ask<string>('Session.Run', milliseconds)) as TrainingNews;

  trainingWeights = async (column: number) => floats(await this.ask<Uint8Array>('Session.Weights', column));

  adopt = async () => JSON.parse(await this.ask<string>('Session.Adopt')) as NetworkCard;

  switchOff = async (column: number, neuron: number) => JSON.parse(await this.ask<string>('WhatIf.SwitchOff', column, neuron)) as Reading;

  switchOn = async (column: number, neuron: number) => JSON.parse(await this.ask<string>('WhatIf.SwitchOn', column, neuron)) as Reading;

  noise = async (strength: number, seed: number) => JSON.parse(await this.ask<string>('WhatIf.Noise', strength, seed)) as Reading;

  score = async (milliseconds: number) => JSON.parse(await this.ask<string>('WhatIf.Score', milliseconds)) as Rescore;

  said = async () => floats(await this.ask<Uint8Array>('WhatIf.Said'));

  ledger = async (cost: string, wanted: number) => floats(await this.ask<Uint8Array>('Ledger.Open', cost, wanted));

  check = async (cost: string, wanted: number, column: number, neuron: number, input: number) =>
    Array.from(await this.ask<ArrayLike<number>>('Ledger.Check', cost, wanted, column, neuron, input));

  descend = async (cost: string, wanted: number, rate: number) => JSON.parse(await this.ask<string>('Ledger.Step', cost, wanted, rate)) as Reading;

  ascend = async () => JSON.parse(await this.ask<string>('Ledger.StepBack')) as Reading;

  distances = async (set: DigitSet, rows: number[], columns: number[]) => floats(await this.ask<Uint8Array>('Distances.Between', set, rows, columns));

  nearest = async (picture: Uint8Array, set: DigitSet, first: number, count: number, most: number) =>
    floats(await this.ask<Uint8Array>('Distances.Nearest', picture, set, first, count, most));

  seek = (indices: number[]) => this.ask<void>('Distances.Seek', indices);

  compare = (milliseconds: number, most: number) => this.ask<number>('Distances.Compare', milliseconds, most);

  found = async () => Array.from(await this.ask<ArrayLike<number>>('Distances.Found'));

  bring = async (model: string) => JSON.parse(await this.ask<string>('bring', model)) as NetworkCard;

  judgeBent = (model: string, kind: string, amount: number, seed: number, first: number, count: number) =>
    this.ask<number>('Bending.Judge', model, kind, amount, seed, first, count);

  bent = (kind: string, amount: number, seed: number, first: number, count: number) => this.ask<Uint8Array>('Bending.Pictures', kind, amount, seed, first, count);

  peaks = async (column: number, first: number, count: number) => floats(await this.ask<Uint8Array>('Peaks.Of', column, first, count));

  trainingBatch = async () => Array.from(await this.ask<ArrayLike<number>>('Session.Batch'));

  trainingTest = () => this.ask<number>('Session.Test');

  keepEpoch = async () => Array.from(await this.ask<ArrayLike<number>>('Session.Keep'));

  rewind = async (epoch: number) => JSON.parse(await this.ask<string>('Session.Rewind', epoch)) as TrainingNews;

  field = async (column: number) => Array.from(await this.ask<ArrayLike<number>>('Peaks.Field', column));

  private ask<T>(call: string, ...args: unknown[]): Promise<T> {
    const id = ++this.asked;
    return new Promise<T>((done, failed) => {
      this.waiting.set(id, { done: done as (value: unknown) => void, failed });
      this.worker.postMessage({ id, call, args } satisfies Ask);
    });
  }
}

function floats(bytes: Uint8Array): Float32Array {
  return new Float32Array(bytes.slice().buffer);
}

/** Stages as the module packs them: width, height, two bytes each, the lower first; then the pixels. */
export function stages(bytes: Uint8Array): Stage[] {
  const found: Stage[] = [];
  for (let at = 0; at < bytes.length; ) {
    const width = bytes[at]! + 256 * bytes[at + 1]!, height = bytes[at + 2]! + 256 * bytes[at + 3]!;
    at += 4;
    found.push({ width, height, pixels: bytes.slice(at, at + width * height) });
    at += width * height;
  }
  return found;
}

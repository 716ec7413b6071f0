import type { DigitSet, Drawn, Engine, NetworkCard, PageCard, Reading, Stage, Strokes, TrainingNews } from './engine';
import type { Host } from './host';
import type { Rescore, TimingCard } from './workbench';

/** How far a resting hand trembles, in units of the pad (0 to 255): what reaches no further is a dot. */
const tremble = 4;

/** The engine's calls, whatever host answers them. */
export class Calls implements Engine {
  constructor(private readonly host: Pick<Host, 'ask'>) {}

  load = async (model: string | Uint8Array) => JSON.parse(await this.ask<string>('load', model)) as NetworkCard;

  draw = async (strokes: Strokes) =>
    drawn(
      await this.ask<Uint8Array>(
        'ActiveModel.Draw',
        new Uint8Array(Float32Array.from(strokes.flat(2)).buffer),
        strokes.map((stroke) => stroke.length),
        tremble,
      ),
    );

  look = async (picture: Uint8Array) => JSON.parse(await this.ask<string>('ActiveModel.Look', picture)) as Reading;

  activations = async () => floats(await this.ask<Uint8Array>('ActiveModel.Activations'));

  weights = async () => floats(await this.ask<Uint8Array>('ActiveModel.Weights'));

  edit = async (column: number, neuron: number, input: number, value: number) =>
    JSON.parse(await this.ask<string>('ActiveModel.Edit', column, neuron, input, value)) as Reading;

  restore = async () => JSON.parse(await this.ask<string>('ActiveModel.Restore')) as Reading;

  open = (set: DigitSet) => this.ask<Uint8Array>('open', set);

  give = (set: DigitSet, pictures: Uint8Array, labels: Uint8Array) =>
    this.ask<Uint8Array>('Digits.Open', set, pictures, labels);

  pictures = (set: DigitSet, indices: number[]) => this.ask<Uint8Array>('Digits.Pictures', set, indices);

  judge = async (first: number, count: number) => floats(await this.ask<Uint8Array>('ActiveModel.Judge', first, count));

  fire = async (weights: Float32Array) =>
    floats(await this.ask<Uint8Array>('Digits.Fire', new Uint8Array(weights.slice().buffer)));

  begin = async (recipe: object) =>
    JSON.parse(await this.ask<string>('TrainingSession.Begin', JSON.stringify(recipe))) as TrainingNews;

  join = async (recipe: object) =>
    JSON.parse(await this.ask<string>('TrainingSession.Join', JSON.stringify(recipe))) as TrainingNews;

  step = async (steps: number) => JSON.parse(await this.ask<string>('TrainingSession.Step', steps)) as TrainingNews;

  run = async (milliseconds: number) =>
    JSON.parse(await this.ask<string>('TrainingSession.Run', milliseconds)) as TrainingNews;

  trainingWeights = async (lane: number, column: number) =>
    floats(await this.ask<Uint8Array>('TrainingSession.Weights', lane, column));

  weigh = async (lane: number, milliseconds: number) =>
    JSON.parse(await this.ask<string>('TrainingSession.Weigh', lane, milliseconds)) as number;

  adopt = async (lane: number) => JSON.parse(await this.ask<string>('TrainingSession.Adopt', lane)) as NetworkCard;

  save = () => this.ask<Uint8Array>('ActiveModel.Save');

  json = () => this.ask<string>('ActiveModel.Json');

  read = async (pictures: Uint8Array) => floats(await this.ask<Uint8Array>('ActiveModel.Read', pictures));

  page = async (picture: Stage) =>
    JSON.parse(await this.ask<string>('ActiveModel.Page', picture.width, picture.height, picture.pixels)) as PageCard;

  tune = async (pictures: Uint8Array, labels: Uint8Array, epochs: number, rate: number) =>
    JSON.parse(await this.ask<string>('TrainingSession.Tune', pictures, labels, epochs, rate)) as TrainingNews;

  lay = async (slot: number, model: Uint8Array) =>
    JSON.parse(await this.ask<string>('ComparisonModels.Lay', slot, model)) as NetworkCard;

  judgeBy = async (slot: number, first: number, count: number) =>
    floats(await this.ask<Uint8Array>('ComparisonModels.Judge', slot, first, count));

  switchOff = async (column: number, neuron: number) =>
    JSON.parse(await this.ask<string>('WhatIf.SwitchOff', column, neuron)) as Reading;

  switchOn = async (column: number, neuron: number) =>
    JSON.parse(await this.ask<string>('WhatIf.SwitchOn', column, neuron)) as Reading;

  noise = async (strength: number, seed: number) =>
    JSON.parse(await this.ask<string>('WhatIf.Noise', strength, seed)) as Reading;

  score = async (milliseconds: number) => JSON.parse(await this.ask<string>('WhatIf.Score', milliseconds)) as Rescore;

  said = async () => floats(await this.ask<Uint8Array>('WhatIf.Said'));

  gradientStep = async (picture: Uint8Array, cost: string, wanted: number) =>
    floats(await this.ask<Uint8Array>('GradientStep.Open', picture, cost, wanted));

  check = async (picture: Uint8Array, cost: string, wanted: number, column: number, neuron: number, input: number) =>
    Array.from(
      new Float64Array(
        (await this.ask<Uint8Array>('GradientStep.Check', picture, cost, wanted, column, neuron, input)).slice().buffer,
      ),
    );

  descend = async (picture: Uint8Array, cost: string, wanted: number, rate: number) =>
    JSON.parse(await this.ask<string>('GradientStep.Step', picture, cost, wanted, rate)) as Reading;

  undoStep = async () => JSON.parse(await this.ask<string>('GradientStep.StepBack')) as Reading;

  distances = async (set: DigitSet, rows: number[], columns: number[]) =>
    floats(await this.ask<Uint8Array>('Distances.Between', set, rows, columns));

  nearest = async (picture: Uint8Array, set: DigitSet, first: number, count: number, most: number) =>
    floats(await this.ask<Uint8Array>('Distances.Nearest', picture, set, first, count, most));

  seek = async (indices: number[]) => JSON.parse(await this.ask<string>('Distances.Seek', indices)) as number;

  compare = async (milliseconds: number, most: number) =>
    JSON.parse(await this.ask<string>('Distances.Compare', milliseconds, most)) as number;

  found = async () => JSON.parse(await this.ask<string>('Distances.Found')) as number[];

  bring = async (model: string, file?: Uint8Array) =>
    JSON.parse(await this.ask<string>('bring', model, ...(file ? [file] : []))) as NetworkCard;

  teach = async (model: string, recipe: object) =>
    JSON.parse(await this.ask<string>('TransformRobustness.Teach', model, JSON.stringify(recipe))) as TrainingNews;

  learn = async (milliseconds: number) =>
    JSON.parse(await this.ask<string>('TransformRobustness.Learn', milliseconds)) as TrainingNews;

  exportTrained = (model: string) => this.ask<Uint8Array>('TransformRobustness.Save', model);

  judgeBent = async (model: string, kind: string, amount: number, seed: number, first: number, count: number) =>
    JSON.parse(await this.ask<string>('TransformRobustness.Judge', model, kind, amount, seed, first, count)) as number;

  bent = (kind: string, amount: number, seed: number, first: number, count: number) =>
    this.ask<Uint8Array>('TransformRobustness.Pictures', kind, amount, seed, first, count);

  time = async (column: number, milliseconds: number) =>
    JSON.parse(await this.ask<string>('Timing.Layer', column, milliseconds)) as TimingCard;

  peaks = async (column: number, first: number, count: number) =>
    floats(await this.ask<Uint8Array>('MaximalActivations.Of', column, first, count));

  trainingBatch = async () => JSON.parse(await this.ask<string>('TrainingSession.Batch')) as number[];

  trainingTest = async () => JSON.parse(await this.ask<string>('TrainingSession.Test')) as number[];

  keepEpoch = async () => JSON.parse(await this.ask<string>('TrainingSession.Keep')) as number[];

  rewind = async (epoch: number) => JSON.parse(await this.ask<string>('TrainingSession.Rewind', epoch)) as TrainingNews;

  field = async (column: number) => JSON.parse(await this.ask<string>('MaximalActivations.Field', column)) as number[];

  private ask<T>(call: string, ...args: unknown[]): Promise<T> {
    return this.host.ask<T>(call, ...args);
  }
}

function floats(bytes: Uint8Array): Float32Array {
  return new Float32Array(bytes.slice().buffer);
}

/** What came of a drawing, as the module packs it: lengths before the reading and the activations, then the stages. */
export function drawn(bytes: Uint8Array): Drawn {
  const lengths = new DataView(bytes.buffer, bytes.byteOffset),
    first = 4 + lengths.getUint32(0, true),
    second = first + 4 + lengths.getUint32(first, true);
  return {
    reading: JSON.parse(new TextDecoder().decode(bytes.subarray(4, first))) as Reading,
    activations: floats(bytes.subarray(first + 4, second)),
    stages: stages(bytes.subarray(second)),
  };
}

/** Stages as the module packs them: width, height, two bytes each, the lower first; then the pixels. */
export function stages(bytes: Uint8Array): Stage[] {
  const found: Stage[] = [];
  for (let at = 0; at < bytes.length;) {
    const width = bytes[at]! + 256 * bytes[at + 1]!,
      height = bytes[at + 2]! + 256 * bytes[at + 3]!;
    at += 4;
    found.push({ width, height, pixels: bytes.slice(at, at + width * height) });
    at += width * height;
  }
  return found;
}

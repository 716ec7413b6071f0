import type { Workbench } from './workbench';

/**
 * What computes for the page. It runs in a Worker of this browser, or on a server: the same calls, the same answers.
 */
export interface Engine extends Workbench {
  /** Puts a model on the desk, by its name in the site or from a file. */
  load(model: string | Uint8Array): Promise<NetworkCard>;
  /** Makes strokes into 28x28 pixels, stage by stage; the last stage is what the network looks at. */
  draw(strokes: Strokes): Promise<Drawn>;
  /** Looks at a picture of 784 bytes, 255 is ink. */
  look(picture: Uint8Array): Promise<Reading>;
  /** The pixels from 0 to 1, then of each layer its z and its a. */
  activations(): Promise<Float32Array>;
  /** Of each layer its weights, neuron after neuron, then its biases. */
  weights(): Promise<Float32Array>;
  /** Changes a weight, or the bias where input is -1; only the layers from there on run again. */
  edit(column: number, neuron: number, input: number, value: number): Promise<Reading>;
  /** Takes all edits back. */
  restore(): Promise<Reading>;
  /** Opens a set of digits; its labels. Fails where the site was built without it. */
  open(set: DigitSet): Promise<Uint8Array>;
  /** Takes a set of digits from two IDX files, packed or not, in place of the site's; its labels. */
  give(set: DigitSet, pictures: Uint8Array, labels: Uint8Array): Promise<Uint8Array>;
  /** Pictures of an open set, 784 bytes each. */
  pictures(set: DigitSet, indices: number[]): Promise<Uint8Array>;
  /** Reads some of the test digits: for each its class and how sure the network is of it. */
  judge(first: number, count: number): Promise<Float32Array>;
  /** The weighted sum Σ w·x of every test digit, for 784 weights. */
  fire(weights: Float32Array): Promise<Float32Array>;
  /** Begins a training; makes no step. */
  begin(recipe: object): Promise<TrainingNews>;
  /** Begins another beside it: they make their steps in turn. */
  join(recipe: object): Promise<TrainingNews>;
  /** Makes some steps of each. */
  step(steps: number): Promise<TrainingNews>;
  /** Makes steps for so many milliseconds. */
  run(milliseconds: number): Promise<TrainingNews>;
  /** A training network's weights of a layer as they stand; lane 0 is the first training. */
  trainingWeights(lane: number, column: number): Promise<Float32Array>;
  /**
   * Goes on for so many milliseconds with what a training network needs to refuse what is no digit; how much is done,
   * in hundredths.
   */
  weigh(lane: number, milliseconds: number): Promise<number>;
  /** Puts a copy of a training network on the desk. */
  adopt(lane: number): Promise<NetworkCard>;
  /** The network on the desk as a model file, edits and all. */
  save(): Promise<Uint8Array>;
  /** The network on the desk as JSON. */
  json(): Promise<string>;
  /**
   * Reads pictures that are not looked at, 784 bytes each: class, confidence, and 0 for a digit, 1 for an unsure one, 2
   * for none.
   */
  read(pictures: Uint8Array): Promise<Float32Array>;
  /** Reads a page with several digits; 0 is black, 255 white. */
  page(picture: Stage): Promise<PageCard>;
  /** Begins to teach the network on the desk somebody's own digits, two IDX files; makes no step. */
  tune(pictures: Uint8Array, labels: Uint8Array, epochs: number, rate: number): Promise<TrainingNews>;
  /** Lays a model on one of two places beside the desk. */
  lay(slot: number, model: Uint8Array): Promise<NetworkCard>;
  /** As judge, by a model that was laid beside the desk. */
  judgeBy(slot: number, first: number, count: number): Promise<Float32Array>;
}

export type DigitSet = 'training' | 'test';

/** What came of a drawing. */
export interface Drawn {
  stages: Stage[];
  reading: Reading;
  /** As activations says them. */
  activations: Float32Array;
}

/** Strokes of points [x, y], in any unit; y runs downward. */
export type Strokes = readonly (readonly [number, number][])[];

/** A picture on its way to 28x28. */
export interface Stage {
  width: number;
  height: number;
  pixels: Uint8Array;
}

export interface Reading {
  answer: 'digit' | 'unsure' | 'not-a-digit';
  class: number;
  runnerUp: number;
  probabilities: number[];
}

export interface NetworkCard {
  notation: string;
  parameters: number;
  columns: ColumnCard[];
  classNames: string[];
  testAccuracy?: number;
  canRefuse: boolean;
}

/** A layer as people count them, from 1. */
export interface ColumnCard {
  number: number;
  kind: string;
  activation: string;
  shape: [number, number, number];
  weights: number;
  biases: number;
  /** Whether it is dense, with an activation whose slope the page knows, and no normalization. */
  isPlain: boolean;
  /** Of an activation that works number by number: how it is written, and its curve with slopes. */
  symbol?: string;
  formula?: string;
  curve?: { from: number; to: number; values: number[]; slopes: number[] };
}

export interface TrainingNews {
  step: number;
  steps: number;
  epoch: number;
  images: number;
  loss?: number;
  accuracy?: number;
  rate: number;
  imagesPerSecond: number;
  isFinished: boolean;
  epochs: EpochNews[];
  /** Why it can go no further. */
  problem?: string;
  /** How those beside it go. */
  beside?: TrainingNews[];
}

export interface EpochNews {
  epoch: number;
  step: number;
  trainingLoss: number;
  trainingAccuracy: number;
  validationLoss?: number;
  validationAccuracy?: number;
  gradientNorms: number[];
}

/** What was read on a page, line by line. */
export interface PageCard {
  lines: { text: string; digits: PageDigit[] }[];
}

export interface PageDigit {
  name: string;
  answer: 'digit' | 'unsure' | 'not-a-digit';
  confidence: number;
  /** Left, top, width and height, in pixels of the picture. */
  box: [number, number, number, number];
  isAfterGap: boolean;
}

import type { DigitSet, NetworkCard, Reading, TrainingNews } from './engine';

/**
 * What the views ask beyond looking and training: changes and what they bring, one step of learning, distances, bent
 * digits, what maps see.
 */
export interface Workbench {
  /** Holds the activation of a hidden neuron at 0. */
  switchOff(column: number, neuron: number): Promise<Reading>;
  /** Lets it go. */
  switchOn(column: number, neuron: number): Promise<Reading>;
  /** Adds to every weight strength · (the spread of its layer's weights) · a normal number of the seed. */
  noise(strength: number, seed: number): Promise<Reading>;
  /** Goes on scoring all test digits for so many milliseconds. */
  score(milliseconds: number): Promise<Rescore>;
  /** Of each test digit: class and confidence before any change, class and confidence now. */
  said(): Promise<Float32Array>;
  /** The cost of a picture, then of each layer δ, ∂C/∂w (neuron after neuron), ∂C/∂b. */
  gradientStep(picture: Uint8Array, cost: string, wanted: number): Promise<Float32Array>;
  /** C(w + h), C(w − h), h: for a weight, or the bias where input is -1. */
  check(
    picture: Uint8Array,
    cost: string,
    wanted: number,
    column: number,
    neuron: number,
    input: number,
  ): Promise<number[]>;
  /** One step of plain gradient descent from the one picture. */
  descend(picture: Uint8Array, cost: string, wanted: number, rate: number): Promise<Reading>;
  /** Takes the last step back. */
  undoStep(): Promise<Reading>;
  /** Pixel distances between digits of a set: of each of the rows to each of the columns. */
  distances(set: DigitSet, rows: number[], columns: number[]): Promise<Float32Array>;
  /** The digits nearest to a picture in a part of a set: index, distance, the nearest first. */
  nearest(picture: Uint8Array, set: DigitSet, first: number, count: number, most: number): Promise<Float32Array>;
  /** Begins to seek the nearest training digit of some test digits; how many they are. */
  seek(indices: number[]): Promise<number>;
  /** Goes on for so many milliseconds; with how many training digits they have been compared. */
  compare(milliseconds: number, most: number): Promise<number>;
  /** The nearest training digit of each. */
  found(): Promise<number[]>;
  /** Brings a model of the site, or of a file, to be measured beside the one on the desk. */
  bring(model: string, file?: Uint8Array): Promise<NetworkCard>;
  /** Begins to train a network of a recipe to be measured beside them; makes no step. */
  teach(model: string, recipe: object): Promise<TrainingNews>;
  /** Goes on with it for so many milliseconds; at the end it is brought. */
  learn(milliseconds: number): Promise<TrainingNews>;
  /** A network that was brought, or exportTrained, as a model file. */
  exportTrained(model: string): Promise<Uint8Array>;
  /** How many of some bent test digits a network reads right; "desk" is the one on the desk. */
  judgeBent(model: string, kind: string, amount: number, seed: number, first: number, count: number): Promise<number>;
  /** Bent test digits, 784 bytes each. */
  bent(kind: string, amount: number, seed: number, first: number, count: number): Promise<Uint8Array>;
  /**
   * Times a dense layer on the engine's machine, by plain loops and by its matrix product, each for so many
   * milliseconds.
   */
  time(column: number, milliseconds: number): Promise<TimingCard>;
  /** Of some test digits, for each map of a layer: its highest activation and the place of it. */
  peaks(column: number, first: number, count: number): Promise<Float32Array>;
  /** The training digits that the latest step of the training learnt from. */
  trainingBatch(): Promise<number[]>;
  /** How many test digits each training network answers right; nothing is learnt from them. */
  trainingTest(): Promise<number[]>;
  /** Keeps how the training stands; the epochs that are kept. */
  keepEpoch(): Promise<number[]>;
  /** Goes back to a kept epoch. */
  rewind(epoch: number): Promise<TrainingNews>;
  /** What one number of a layer's maps sees of the picture: side, step, edge of the first. */
  field(column: number): Promise<number[]>;
}

export interface Rescore {
  count: number;
  stale: number;
  /** Of these, how many with the unchanged network. */
  staleBefore: number;
  rightBefore: number;
  right: number;
  milliseconds: number;
}

export interface TimingCard {
  products: number;
  /** Microseconds. */
  loop: number;
  product: number;
  /** Microseconds a picture, of so many at once. */
  together: number;
  many: number;
  apart: number;
}

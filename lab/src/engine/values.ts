import type { NetworkCard } from './engine';

/** A layer with its present numbers. */
export interface ColumnValues {
  /** What comes into it. */
  input: Float32Array;
  /** Before its activation. */
  z: Float32Array;
  /** After it. */
  a: Float32Array;
  /** Weights, a neuron after the other, then the biases. */
  all: Float32Array;
}

/** Cuts the engine's one run of numbers into layers: the pixels, then of each layer its z and its a. */
export function columnValues(card: NetworkCard, values: Float32Array, weights: Float32Array[]): ColumnValues[] {
  const inside = card.columns.reduce((sum, column) => sum + 2 * units(column.shape), 0);
  let at = values.length - inside;
  let input = values.subarray(0, at);
  return card.columns.map((column, i) => {
    const n = units(column.shape);
    const layer = { input, z: values.subarray(at, at + n), a: values.subarray(at + n, at + 2 * n), all: weights[i]! };
    at += 2 * n;
    input = layer.a;
    return layer;
  });
}

/** Cuts the engine's one run of weights and biases into layers. */
export function layerWeights(card: NetworkCard, all: Float32Array): Float32Array[] {
  let at = 0;
  return card.columns.map((column) => all.subarray(at, (at += column.weights + column.biases)));
}

/** The weights of one neuron of a dense layer. */
export function row(layer: ColumnValues, neuron: number): Float32Array {
  const inputs = layer.input.length;
  return layer.all.subarray(neuron * inputs, (neuron + 1) * inputs);
}

/** The bias of one neuron of a dense layer. */
export function bias(layer: ColumnValues, neuron: number): number {
  return layer.all[layer.input.length * layer.z.length + neuron]!;
}

/** One term w·a of a neuron's sum. */
export interface Term {
  input: number;
  w: number;
  a: number;
  product: number;
}

/** The largest terms by size, and the sum of all others. */
export function terms(
  layer: ColumnValues,
  neuron: number,
  most: number,
): { largest: Term[]; others: number; rest: number } {
  const w = row(layer, neuron);
  const all = Array.from(w, (weight, input): Term => ({
    input,
    w: weight,
    a: layer.input[input]!,
    product: weight * layer.input[input]!,
  }));
  all.sort((one, two) => Math.abs(two.product) - Math.abs(one.product));
  return {
    largest: all.slice(0, most),
    others: Math.max(0, all.length - most),
    rest: all.slice(most).reduce((sum, term) => sum + term.product, 0),
  };
}

/** The place of the largest number. */
export function brightest(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}

/** The largest size of any number, at least a little. */
export function span(values: ArrayLike<number>): number {
  let most = 1e-6;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]!));
  return most;
}

function units(shape: [number, number, number]): number {
  return shape[0] * shape[1] * shape[2];
}

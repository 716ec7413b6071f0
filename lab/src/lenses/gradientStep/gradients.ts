import type { NetworkCard } from '../../engine/engine';
import type { ColumnValues } from '../../engine/values';

/** The derivatives of a layer. */
export interface Derivatives {
  /** δ = ∂C/∂z of each neuron. */
  delta: Float32Array;
  /** ∂C/∂w, a neuron after the other. */
  dw: Float32Array;
  /** ∂C/∂b of each neuron. */
  db: Float32Array;
}

export interface GradientPage {
  cost: number;
  layers: Derivatives[];
}

/** Cuts the engine's one run of numbers: the cost, then of each layer δ, ∂C/∂w, ∂C/∂b. */
export function gradientPage(card: NetworkCard, values: Float32Array): GradientPage {
  let at = 1;
  const take = (n: number) => values.subarray(at, (at += n));
  const layers = card.columns.map((column) => ({
    delta: take(column.biases),
    dw: take(column.weights),
    db: take(column.biases),
  }));
  return { cost: values[0]!, layers };
}

/** The slope of an activation at a neuron, from its z and a. */
export function slope(activation: string, z: number, a: number): number {
  return activation === 'sigmoid'
    ? a * (1 - a)
    : activation === 'tanh'
      ? 1 - a * a
      : activation === 'relu'
        ? z > 0
          ? 1
          : 0
        : 1;
}

/** What reaches a neuron from the layer above: its weight to each neuron there times that one's δ. */
export function deltaTerms(
  above: ColumnValues,
  derivatives: Derivatives,
  neuron: number,
): { w: number; delta: number; product: number }[] {
  return Array.from(derivatives.delta, (delta, i) => {
    const w = above.all[i * above.input.length + neuron]!;
    return { w, delta, product: w * delta };
  });
}

/** How far two numbers are apart, as a share of the larger one. */
export function apart(one: number, two: number): number {
  const most = Math.max(Math.abs(one), Math.abs(two));
  return most === 0 ? 0 : Math.abs(one - two) / most;
}

/** The places of the largest numbers by size. */
export function largest(values: ArrayLike<number>, most: number): number[] {
  return Array.from({ length: values.length }, (_, i) => i)
    .sort((one, two) => Math.abs(values[two]!) - Math.abs(values[one]!))
    .slice(0, most);
}

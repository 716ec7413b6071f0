import type { ColumnValues } from '../../engine/values';

/**
 * Where a walk through the forward pass stands: in a neuron, at one of its products, at its bias, or at its activation.
 */
export interface Stand {
  column: number;
  neuron: number;
  /** 0 to n-1: a product; n: + b; n+1: σ; n counts the inputs that are not 0. */
  term: number;
}

/** The inputs that are not 0: only they add anything to a sum. */
export function nonZeroInputs(layer: ColumnValues): number[] {
  return Array.from(layer.input.keys()).filter((i) => layer.input[i] !== 0);
}

/** How many terms a walk through a neuron has: the products, the bias, the activation. */
export function length(layer: ColumnValues): number {
  return nonZeroInputs(layer).length + 2;
}

/** The sum of the first so many products. */
export function partial(layer: ColumnValues, neuron: number, inputs: number[], count: number): number {
  let sum = 0;
  for (const i of inputs.slice(0, count)) sum += layer.all[neuron * layer.input.length + i]! * layer.input[i]!;
  return sum;
}

/** A place that there is: what lies outside is brought in. */
export function placed(columns: ColumnValues[], at: Stand): Stand {
  const column = Math.min(Math.max(1, at.column), columns.length),
    layer = columns[column - 1]!;
  const neuron = Math.min(Math.max(0, at.neuron), layer.z.length - 1);
  return { column, neuron, term: Math.min(Math.max(0, at.term), length(layer) - 1) };
}

/** One term, neuron or layer onward; undefined behind the last. */
export function onward(columns: ColumnValues[], at: Stand, by: 'term' | 'neuron' | 'layer'): Stand | undefined {
  const layer = columns[at.column - 1]!;
  if (by === 'term' && at.term + 1 < length(layer)) return { ...at, term: at.term + 1 };
  if (by !== 'layer' && at.neuron + 1 < layer.z.length) return { column: at.column, neuron: at.neuron + 1, term: 0 };
  return at.column < columns.length ? { column: at.column + 1, neuron: 0, term: 0 } : undefined;
}

/** One term or neuron back; undefined before the first. */
export function back(columns: ColumnValues[], at: Stand, by: 'term' | 'neuron'): Stand | undefined {
  if (at.term > 0) return { ...at, term: by === 'term' ? at.term - 1 : 0 };
  const column = at.neuron > 0 ? at.column : at.column - 1;
  if (column < 1) return undefined;
  const layer = columns[column - 1]!,
    neuron = at.neuron > 0 ? at.neuron - 1 : layer.z.length - 1;
  return { column, neuron, term: by === 'term' ? length(layer) - 1 : 0 };
}

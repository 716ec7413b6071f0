import type { ColumnValues } from '../engine/values';
import { span } from '../engine/values';
import { pixelAt, type Layout } from './layout';

const levels = 7; // of strength: edges of one level are one path, so that 13,000 are some hundred strokes of the brush
const faintest = 0.06; // weaker ones could not be seen

export interface Look {
  kind: 'weights' | 'contributions' | 'none';
  plus: string;
  minus: string;
}

/** Draws all edges, or those of one neuron. */
export function drawEdges(
  context: CanvasRenderingContext2D,
  place: Layout,
  columns: ColumnValues[],
  look: Look,
  only?: { column: number; neuron: number },
): void {
  if (look.kind === 'none' && !only) return;
  columns.forEach((layer, k) => {
    if (only && only.column !== k) return;
    const strengths = strength(layer, look.kind === 'weights' ? 'weights' : 'contributions', only?.neuron);
    const most = span(strengths),
      inputs = layer.input.length,
      paths = Array.from({ length: 2 * levels }, () => new Path2D()),
      isOpen = new Uint8Array(2 * levels);
    const from = starts(place, k, inputs);
    for (let j = 0; j < layer.z.length; j++) {
      if (only && only.neuron !== j) continue;
      const x = place.columns[k]!.x - place.columns[k]!.radius,
        y = place.columns[k]!.y[j]!;
      for (let i = 0; i < inputs; i++) {
        const value = strengths[only ? i : j * inputs + i]!,
          share = Math.abs(value) / most;
        if (share < faintest) continue;
        const level = Math.min(levels - 1, Math.floor(share * levels)) + (value < 0 ? levels : 0),
          path = paths[level]!;
        if ((isOpen[level] ^= 1)) (path.moveTo(from[2 * i]!, from[2 * i + 1]!), path.lineTo(x, y));
        else path.lineTo(from[2 * i]!, from[2 * i + 1]!); // out again to the next one: a point less to tell the canvas
      }
      isOpen.fill(0);
    }
    const bold = only ? 1.6 : k === 0 ? 0.5 : 1;
    paths.forEach((path, i) => {
      const share = ((i % levels) + 1) / levels;
      context.strokeStyle = i < levels ? look.plus : look.minus;
      context.globalAlpha = only ? 0.35 + 0.65 * share : (k === 0 ? 0.5 : 0.9) * share;
      context.lineWidth = bold * (0.4 + 2 * share);
      context.stroke(path);
    });
  });
  context.globalAlpha = 1;
}

/** Where a column's edges begin, x and y in turn: found once, for each neuron has them all. */
function starts(place: Layout, k: number, inputs: number): Float32Array {
  const from = new Float32Array(2 * inputs),
    before = place.columns[k - 1];
  for (let i = 0; i < inputs; i++)
    from.set(before ? [before.x + before.radius, before.y[i]!] : pixelAt(place, i), 2 * i);
  return from;
}

/** Points at one input of a neuron: a ring around it, and a bold line. */
export function drawMark(
  context: CanvasRenderingContext2D,
  place: Layout,
  only: { column: number; neuron: number },
  input: number,
  color: string,
): void {
  const before = place.columns[only.column - 1],
    to = place.columns[only.column]!;
  if (before && input >= before.y.length) return;
  const [x, y] = before ? [before.x, before.y[input]!] : pixelAt(place, input),
    radius = before ? before.radius + 4 : Math.max(4, place.grid.size / 40);
  context.strokeStyle = color;
  context.lineWidth = 3;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.moveTo(x + radius, y);
  context.lineTo(to.x - to.radius, to.y[only.neuron]!);
  context.stroke();
}

/** w or w·a of every edge of a layer, or of one neuron. */
export function strength(layer: ColumnValues, kind: 'weights' | 'contributions', neuron?: number): Float32Array {
  const inputs = layer.input.length,
    start = (neuron ?? 0) * inputs,
    end = neuron === undefined ? layer.z.length * inputs : start + inputs;
  if (kind === 'weights') return layer.all.subarray(start, end);
  const w = layer.all.slice(start, end);
  for (let i = 0; i < w.length; i++) w[i]! *= layer.input[i % inputs]!;
  return w;
}

/**
 * Where a plain network's parts stand on a field of some width: the 784 pixels on the left, a column of neurons for
 * each layer.
 */
export interface Layout {
  height: number;
  grid: { x: number; y: number; size: number };
  columns: { x: number; radius: number; y: number[] }[];
}

const side = 28; // pixels of the picture
const most = { grid: 300, radius: 13, height: 600 };
const least = { radius: 2, gap: 14 };
const labels = 34; // room for the digits' names

export function layout(width: number, units: number[]): Layout {
  const size = Math.min(most.grid, Math.round(0.36 * width));
  const height = Math.min(most.height, Math.max(size + 40, Math.max(...units) * 34));
  const first = size + Math.max(least.gap * 2, 0.12 * width),
    last = width - labels - most.radius;
  const columns = units.map((n, i) => {
    const step = Math.min(46, height / n);
    const radius = Math.max(least.radius, Math.min(most.radius, step * 0.4, width / 32));
    const top = (height - step * (n - 1)) / 2;
    return {
      x: units.length === 1 ? last : first + ((last - first) * i) / (units.length - 1),
      radius,
      y: Array.from({ length: n }, (_, j) => top + j * step),
    };
  });
  return { height, grid: { x: 0, y: (height - size) / 2, size }, columns };
}

/** The middle of a pixel of the grid. */
export function pixelAt(place: Layout, pixel: number): [number, number] {
  const cell = place.grid.size / side;
  return [place.grid.x + ((pixel % side) + 0.5) * cell, place.grid.y + (Math.floor(pixel / side) + 0.5) * cell];
}

/** The pixel below a point of the field, or -1. */
export function pixelUnder(place: Layout, x: number, y: number): number {
  const cell = place.grid.size / side;
  const column = Math.floor((x - place.grid.x) / cell),
    row = Math.floor((y - place.grid.y) / cell);
  return column >= 0 && column < side && row >= 0 && row < side ? row * side + column : -1;
}

/**
 * How bright a neuron is shown, from 0 to 1: as it is where activations run from 0 to 1, else by the brightest of its
 * layer.
 */
export function brightness(activation: string, values: ArrayLike<number>): number[] {
  const all = Array.from(values);
  if (activation === 'sigmoid' || activation === 'softmax') return all;
  if (activation === 'tanh') return all.map((a) => (a + 1) / 2);
  const top = Math.max(1e-6, ...all);
  return all.map((a) => Math.max(0, a / top));
}

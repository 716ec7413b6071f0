/** Pictures of numbers: pure but for the canvas that they end on. */

export type Colour = [number, number, number];

/** Ink on paper: 0 is paper, most is ink. The same in light and dark, as MNIST is shown everywhere. */
export function ink(values: ArrayLike<number>, most: number): Uint8ClampedArray<ArrayBuffer> {
  const paper: Colour = [14, 20, 26], full: Colour = [247, 250, 252];
  return pixels(values, (value) => mixed(paper, full, value / most));
}

/** Signed numbers: 0 is the ground, ±most the full colours. */
export function signed(values: ArrayLike<number>, most: number, minus: Colour, zero: Colour, plus: Colour): Uint8ClampedArray<ArrayBuffer> {
  return pixels(values, (value) => mixed(zero, value < 0 ? minus : plus, Math.sqrt(Math.min(1, Math.abs(value) / most))));
}

/** #rrggbb as three numbers. */
export function colour(text: string): Colour {
  const n = parseInt(text.trim().slice(1), 16);
  return [n >> 16, (n >> 8) & 255, n & 255];
}

/** Between two colours. */
export function mixed(from: Colour, to: Colour, share: number): Colour {
  const s = Math.min(1, Math.max(0, share));
  return [from[0] + s * (to[0] - from[0]), from[1] + s * (to[1] - from[1]), from[2] + s * (to[2] - from[2])];
}

function pixels(values: ArrayLike<number>, shade: (value: number) => Colour): Uint8ClampedArray<ArrayBuffer> {
  const data = new Uint8ClampedArray(4 * values.length);
  for (let i = 0; i < values.length; i++) {
    const [r, g, b] = shade(values[i]!);
    data.set([r, g, b, 255], 4 * i);
  }
  return data;
}

/** Pictures of numbers: pure but for the canvas that they end on. */

export type Color = [number, number, number];

const shades = 255;

/** Ink on paper: 0 is paper, most is ink. The same in light and dark, as MNIST is shown everywhere. */
export function ink(values: ArrayLike<number>, most: number): Uint8ClampedArray<ArrayBuffer> {
  const data = new Uint32Array(values.length);
  for (let i = 0; i < data.length; i++) data[i] = inks[place(values[i]! / most)]!;
  return new Uint8ClampedArray(data.buffer);
}

/** Signed numbers: 0 is the ground, ±most the full colours. */
export function signed(
  values: ArrayLike<number>,
  most: number,
  minus: Color,
  zero: Color,
  plus: Color,
): Uint8ClampedArray<ArrayBuffer> {
  const data = new Uint32Array(values.length),
    below = ramp(zero, minus),
    above = ramp(zero, plus);
  for (let i = 0; i < data.length; i++)
    data[i] = (values[i]! < 0 ? below : above)[place(Math.sqrt(Math.abs(values[i]!) / most))]!;
  return new Uint8ClampedArray(data.buffer);
}

/** #rrggbb as three numbers. */
export function color(text: string): Color {
  const n = parseInt(text.trim().slice(1), 16);
  return [n >> 16, (n >> 8) & 255, n & 255];
}

/** Between two colours. */
export function mixed(from: Color, to: Color, share: number): Color {
  const s = Math.min(1, Math.max(0, share));
  return [from[0] + s * (to[0] - from[0]), from[1] + s * (to[1] - from[1]), from[2] + s * (to[2] - from[2])];
}

/** Where a share from 0 to 1 stands on a ramp. */
function place(share: number): number {
  return share >= 1 ? shades : share > 0 ? Math.round(shades * share) : 0;
}

/**
 * Colours from one to another as a canvas holds them, red in the lowest byte: pictures of many pixels are painted by
 * looking them up.
 */
function ramp(from: Color, to: Color): Uint32Array {
  const bytes = new Uint8ClampedArray(4 * (shades + 1));
  for (let i = 0; i <= shades; i++) bytes.set([...mixed(from, to, i / shades), 255], 4 * i);
  return new Uint32Array(bytes.buffer);
}

const inks = ramp([14, 20, 26], [247, 250, 252]);

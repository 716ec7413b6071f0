import type { Stage } from '../engine/engine';

/** The most pixels of a picture that is read; a larger one is read smaller. */
export const mostPixels = 2_000_000;

/** A picture's size when it has no more pixels than are read; its shape is kept. */
export function fitted(width: number, height: number): [number, number] {
  const scale = Math.min(1, Math.sqrt(mostPixels / (width * height)));
  return [Math.max(1, Math.floor(width * scale)), Math.max(1, Math.floor(height * scale))];
}

/** Colours to grays by Rec. 601 luma, what is transparent on white paper. */
export function grays(rgba: ArrayLike<number>): Uint8Array {
  const pixels = new Uint8Array(rgba.length / 4);
  for (let i = 0; i < pixels.length; i++) {
    const alpha = rgba[4 * i + 3]! / 255,
      luma = 0.299 * rgba[4 * i]! + 0.587 * rgba[4 * i + 1]! + 0.114 * rgba[4 * i + 2]!;
    pixels[i] = Math.round(alpha * luma + (1 - alpha) * 255);
  }
  return pixels;
}

/** Decodes a picture file: any that the browser knows, upright, and not too large. Fails where it is none. */
export async function decode(file: Blob): Promise<Stage> {
  const bitmap = await createImageBitmap(file);
  const [width, height] = fitted(bitmap.width, bitmap.height);
  const canvas = new OffscreenCanvas(width, height),
    context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return { width, height, pixels: grays(context.getImageData(0, 0, width, height).data) };
}

/** Greys as a canvas shows them. */
export function shown(picture: Stage): ImageData {
  const data = new Uint8ClampedArray(4 * picture.pixels.length);
  picture.pixels.forEach((grey, i) => data.set([grey, grey, grey, 255], 4 * i));
  return new ImageData(data, picture.width, picture.height);
}

/** Lines of digits on paper in uneven light, as a photo has them: digits of 28x28 where 255 is ink. */
export function sheet(lines: Uint8Array[][], wobble: (i: number) => number): Stage {
  const scale = 2,
    cell = 28 * scale,
    step = cell * 0.86,
    margin = 40,
    pitch = cell * 1.6;
  const width = Math.round(2 * margin + Math.max(...lines.map((line) => line.length)) * step + cell),
    height = Math.round(2 * margin + lines.length * pitch);
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) pixels[y * width + x] = 236 - Math.round((46 * x) / width + (22 * y) / height);
  lines.forEach((line, row) =>
    line.forEach((digit, column) => {
      const i = row * 31 + column,
        left = Math.round(margin + column * step + 6 * wobble(i)),
        top = Math.round(margin + row * pitch + 9 * wobble(i + 7));
      for (let y = 0; y < cell; y++)
        for (let x = 0; x < cell; x++) {
          const ink = digit[Math.floor(y / scale) * 28 + Math.floor(x / scale)]!,
            at = (top + y) * width + left + x;
          if (ink > 0) pixels[at] = Math.min(pixels[at]!, Math.round(pixels[at]! * (1 - ink / 255) + (40 * ink) / 255));
        }
    }),
  );
  return { width, height, pixels };
}

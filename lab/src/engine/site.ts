import type { DigitSet } from './engine';

/** The pictures and the labels of each set, where the site has them: all of MNIST, or a thousand of its digits. */
export const files = {
  training: ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte'],
  test: ['t10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte'],
} as const;

/** A set as it lies in the site, packed or not: pictures, labels. */
export function digitsOf(set: DigitSet, site: URL | string): Promise<[Uint8Array, Uint8Array]> {
  const [pictures, labels] = files[set];
  return Promise.all([digitFile(pictures, site), digitFile(labels, site)]);
}

/**
 * One of its files. It is asked for again each time: today's server may have other digits than yesterday's at the same
 * address.
 */
export async function digitFile(name: string, site: URL | string): Promise<Uint8Array> {
  const path = `data/${name}.gz`,
    response = await fetch(new URL(path, site), { cache: 'no-cache' });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${response.statusText}`);
  return new Uint8Array(await response.arrayBuffer());
}

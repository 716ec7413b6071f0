import { digits, engine } from '../../shared/activeModel.svelte';

const mostBatch = 32; // digits of a batch that are shown

export interface BatchDigit {
  index: number;
  label: number;
  pixels: Uint8Array;
}

/** The digits that the latest step learnt from. */
export async function latestBatch(): Promise<BatchDigit[]> {
  const indices = (await engine.trainingBatch()).slice(0, mostBatch);
  const pictures = await engine.pictures('training', indices);
  return indices.map((index, i) => ({
    index,
    label: digits.known![index]!,
    pixels: pictures.subarray(784 * i, 784 * (i + 1)),
  }));
}

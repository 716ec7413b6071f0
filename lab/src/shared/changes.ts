import { lab } from '../state/state.svelte';

export const untouched = '[[],[]]';

/** The changes that were made by hand, and the noise, as texts to compare. */
export function byHand(): string {
  return JSON.stringify([lab.edits, lab.off]);
}

export function noise(): string {
  return lab.noise > 0 ? `${lab.noise}/${lab.noiseSeed}` : '';
}

/** Those of some changes that the network has a place for. */
export async function kept<T>(changes: readonly T[], make: (change: T) => Promise<unknown>): Promise<T[]> {
  const sound: T[] = [];
  for (const change of changes)
    if (
      await make(change).then(
        () => true,
        () => false,
      )
    )
      sound.push(change);
  return sound;
}

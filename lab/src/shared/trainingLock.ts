/** Whoever has the engine train. */
interface LockHolder {
  /** Another has begun a training: this one's is over. */
  leave(): void;
}

let now: LockHolder | undefined;

/** The engine makes one training at a time: whoever is about to begin one takes the helm first. */
export function claim(holder: LockHolder): void {
  if (now !== holder) now?.leave();
  now = holder;
}

/** Whoever has the engine train. */
interface Helmsman {
  /** Another has begun a training: this one's is over. */
  leave(): void;
}

let now: Helmsman | undefined;

/** The engine makes one training at a time: whoever is about to begin one takes the helm first. */
export function takeHelm(helmsman: Helmsman): void {
  if (now !== helmsman) now?.leave();
  now = helmsman;
}

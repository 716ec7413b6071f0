/** Where the engine runs. */
export interface Host {
  /** Whether it may go away while the page is open. */
  readonly mayVanish: boolean;
  /** Answers one call: bytes, or a text that is JSON. Fails with words for people, or with HostGone. */
  ask<T>(call: string, ...args: unknown[]): Promise<T>;
  /** Lets go of what it holds for this page. */
  close(): void;
}

/** The host can no longer be reached, or no longer knows this page. What was asked for was perhaps not done. */
export class HostGone extends Error {}

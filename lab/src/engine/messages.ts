/**
 * What the page asks of the Worker: one of the engine's calls, or one that the Worker answers itself, with its
 * arguments.
 */
export interface Ask {
  id: number;
  call: string;
  args: unknown[];
}

/** What the Worker answers: a value, or what went wrong in words for people. */
export interface Answer {
  id: number;
  value?: unknown;
  error?: string;
}

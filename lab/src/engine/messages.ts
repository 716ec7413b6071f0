/** What the page asks of the Worker: an export of the module, or one of the Worker's own calls, with its arguments. */
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

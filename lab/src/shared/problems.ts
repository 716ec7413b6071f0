import { HostGone } from '../engine/host';
import { t } from '../words/words.svelte';
import type { Words } from '../words/en';

/** Something that the page itself finds wrong, and has words for in each language. */
export class Problem extends Error {
  constructor(readonly say: (words: Words) => string) {
    super('a problem that the page has words for');
  }
}

/** There are no digits to train on or to test on. */
export const noDigits = () => new Problem((words) => words.supply.none);

/** What went wrong, in words for people: no name of a .NET resource, no message of a browser's network code. */
export function explain(failure: unknown, all: Words = t()): string {
  if (failure instanceof Problem) return failure.say(all);
  const words = all.problems;
  const message = failure instanceof Error ? failure.message : String(failure);
  if (failure instanceof HostGone || isNetwork(message)) return words.network;
  const file = /^(\S+): (\d{3})\b/.exec(message);
  if (file) return words.missing(file[1]!, Number(file[2]));
  return isInternal(message) ? words.internal : words.engine(message);
}

/** The messages of Chromium, Firefox and Safari where a request does not come through. */
function isNetwork(message: string): boolean {
  return /failed to fetch|networkerror|load failed|error loading dynamically imported|importing a module/i.test(
    message,
  );
}

/** A key of .NET's resources with its arguments, as "JsonElementHasWrongType, Object, Number", or nothing at all. */
function isInternal(message: string): boolean {
  return /^[A-Z][A-Za-z]+[A-Z_]\w*(, \S+)*$/.test(message) || /\bSystem\.\w+|^\s*$/.test(message);
}

import { read, write, type State } from './table';

/** What Back and Forward leave as it is: the picture, the network, and the settings of the page. */
const lasting = [
  'lang',
  'theme',
  'engine',
  'model',
  'edits',
  'off',
  'noise',
  'noiseSeed',
  'strokes',
  'example',
] as const satisfies (keyof State)[];

/** The state after Back or Forward to an address: another view with its choices, of the same picture and network. */
export function restored(hash: string, now: State): State {
  const kept = Object.fromEntries(lasting.map((key) => [key, now[key]]));
  return { ...read(hash), ...kept };
}

/** A change of the state as it is written into the browser's history. */
export interface Entry {
  kind: 'push' | 'replace';
  hash: string;
}

/** Another view is an address of its own, to which Back returns; anything else changes the address in place. */
export function entry(state: State, addressed: State['view']): Entry {
  return { kind: state.view === addressed ? 'replace' : 'push', hash: hashOf(state) };
}

export function hashOf(state: State): string {
  const text = write(state);
  return text === '' ? '' : `#${text}`;
}

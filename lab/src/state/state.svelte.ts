import { entry, hashOf, restored, type Entry } from './history';
import { read, write, type State } from './table';

/**
 * All that the page remembers; its address follows it. What it holds is exchanged, never changed within: so one look at
 * a stroke of a thousand points is one look.
 */
export const lab: State = Object.defineProperties(
  {},
  Object.fromEntries(Object.entries(read(location.hash)).map(([key, value]) => [key, cell(value)])),
) as State;

const quiet = 250; // milliseconds without a change before the address is written: browsers allow few writes
let pending: ReturnType<typeof setTimeout> | undefined;

/** The view of the history's present entry. */
let addressed = lab.view;

/** Keeps the address and the state the same, whichever of them changes. Each view has an entry in the history. */
export function followAddress(): void {
  let before = { ...lab };
  $effect.root(() => {
    $effect(() => {
      const state = { ...lab };
      clearTimeout(pending);
      if (entry(state, addressed).kind === 'push') {
        if (pending !== undefined) enter({ kind: 'replace', hash: hashOf(before) });
        enter(entry(state, addressed));
        addressed = state.view;
        pending = undefined;
      } else {
        pending = setTimeout(() => {
          pending = undefined;
          enter(entry(state, addressed));
        }, quiet);
      }
      before = state;
    });
  });
  addEventListener('popstate', () => {
    if (history.state === ours) become(restored(location.hash, lab)); // Back or Forward
  });
  addEventListener('hashchange', () => {
    if (history.state !== ours) become(read(location.hash)); // an address that somebody typed, or a link
  });
}

/** A link to exactly what is on the page, or to another view of it. */
export function link(view = lab.view): string {
  return `${location.origin}${location.pathname}#${write({ ...lab, view })}`;
}

/** Marks the entries that this page wrote. */
const ours = 'limpid';

function enter({ kind, hash }: Entry): void {
  const address = hash || location.pathname + location.search;
  if (kind === 'push') history.pushState(ours, '', address);
  else history.replaceState(ours, '', address);
}

function become(state: State): void {
  addressed = state.view;
  Object.assign(lab, state);
}

/** A property that views follow. */
function cell(value: unknown): PropertyDescriptor {
  let held = $state.raw(value);
  return { get: () => held, set: (next: unknown) => (held = next), enumerable: true };
}

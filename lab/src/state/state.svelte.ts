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

/** Keeps the address and the state the same, whichever of them changes. */
export function followAddress(): void {
  $effect.root(() => {
    $effect(() => {
      const state = { ...lab };
      clearTimeout(pending);
      pending = setTimeout(() => {
        const address = write(state);
        history.replaceState(null, '', address === '' ? location.pathname + location.search : `#${address}`);
      }, quiet);
    });
  });
  addEventListener('hashchange', () => Object.assign(lab, read(location.hash)));
}

/** A link to exactly what is on the page. */
export function link(): string {
  return `${location.origin}${location.pathname}#${write(lab)}`;
}

/** A property that views follow. */
function cell(value: unknown): PropertyDescriptor {
  let held = $state.raw(value);
  return { get: () => held, set: (next: unknown) => (held = next), enumerable: true };
}

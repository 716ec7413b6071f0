import { read, write, type State } from './table';

/** All that the page remembers; its address follows it. */
export const lab: State = $state(read(location.hash));

const quiet = 250; // milliseconds without a change before the address is written: browsers allow few writes
let pending: ReturnType<typeof setTimeout> | undefined;

/** Keeps the address and the state the same, whichever of them changes. */
export function followAddress(): void {
  $effect.root(() => {
    $effect(() => {
      const address = write($state.snapshot(lab) as State);
      clearTimeout(pending);
      pending = setTimeout(() => history.replaceState(null, '', address === '' ? location.pathname + location.search : `#${address}`), quiet);
    });
  });
  addEventListener('hashchange', () => Object.assign(lab, read(location.hash)));
}

/** A link to exactly what is on the page. */
export function link(): string {
  return `${location.origin}${location.pathname}#${write($state.snapshot(lab) as State)}`;
}

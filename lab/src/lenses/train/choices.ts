import { recipe, validating, type Choice } from '../../engine/architecture';
import { digits } from '../../shared/activeModel.svelte';
import { lab } from '../../state/state.svelte';
import { mostRivals, type Rival } from '../../state/table';

/** What is chosen of the first training, and of those beside it. */
export function choices(): Choice[] {
  const chosen = { ...lab },
    { hidden, activation, optimizer, rate, batch, seed, epochs } = chosen;
  return [
    { hidden, activation, optimizer, rate, batch, seed, epochs },
    ...chosen.beside.map((rival) => ({ ...rival, batch, epochs })),
  ] as Choice[];
}

export function recipes(): object[] {
  return choices().map((choice) => recipe(choice, validating(digits.counts.training ?? 0)));
}

/** Puts another training beside the first: as that one, but for what is given. */
export function addRival(other: Partial<Rival> = {}): void {
  if (lab.beside.length >= mostRivals) return;
  const { hidden, activation, optimizer, rate, seed } = lab;
  lab.beside = [...lab.beside, { hidden: [...hidden], activation, optimizer, rate, seed, ...other }];
}

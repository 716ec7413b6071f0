import { activeModel, engine } from '../../shared/activeModel.svelte';
import { engineHost } from '../../shared/engineHost.svelte';
import type { TimingCard } from '../../engine/workbench';

const each = 250; // milliseconds that every way is timed

/** The layer at hand, computed by plain loops and by the engine's product, timed where the engine runs. */
class Timing {
  /** By layer; what another network or another machine took is forgotten. */
  private taken = $state.raw<{ of: string; cards: Record<number, TimingCard> }>({ of: '', cards: {} });
  isRunning = $state(false);
  problem = $state('');
  cards = $derived(this.taken.of === now() ? this.taken.cards : {});

  async take(column: number): Promise<void> {
    if (this.isRunning) return;
    ((this.isRunning = true), (this.problem = ''));
    try {
      const of = now(),
        card = await engine.time(column, each);
      this.taken = { of, cards: { ...(this.taken.of === of ? this.taken.cards : {}), [column]: card } };
    } catch (wrong) {
      this.problem = wrong instanceof Error ? wrong.message : String(wrong);
    }
    this.isRunning = false;
  }
}

function now(): string {
  return `${engineHost.kind} ${activeModel.card?.notation}`;
}

export const timing = new Timing();

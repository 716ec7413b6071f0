import { activeModel, engine } from '../../shared/activeModel.svelte';
import { engineHost } from '../../shared/engineHost.svelte';
import { Task } from '../../shared/task.svelte';
import type { TimingCard } from '../../engine/workbench';

const each = 250; // milliseconds that every way is timed

/** The layer at hand, computed by plain loops and by the engine's product, timed where the engine runs. */
class Timing {
  /** By layer; what another network or another machine took is forgotten. */
  private taken = $state.raw<{ of: string; cards: Record<number, TimingCard> }>({ of: '', cards: {} });
  readonly task = new Task();
  cards = $derived(this.taken.of === now() ? this.taken.cards : {});

  async take(column: number): Promise<void> {
    await this.task.once(async () => {
      const of = now(),
        card = await engine.time(column, each);
      this.taken = { of, cards: { ...(this.taken.of === of ? this.taken.cards : {}), [column]: card } };
    });
  }
}

function now(): string {
  return `${engineHost.kind} ${activeModel.card?.notation}`;
}

export const timing = new Timing();

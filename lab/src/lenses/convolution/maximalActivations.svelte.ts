import { activeModel, digits, engine, lensTask } from '../../shared/activeModel.svelte';
import { highest, patch, type Peak } from './receptiveField';

const most = 300,
  block = 25; // test digits in all, and between two looks
const shown = 10;

export interface Seen extends Peak {
  label: number;
  side: number;
  pixels: Uint8Array;
}

/** What the maps of a convolutional layer answer to most, among some test digits. */
class MaximalActivations {
  best = $state.raw<Seen[]>([]);
  field = $state.raw<number[]>([]);
  readonly task = lensTask();
  /** How many are looked at. */
  count = $derived(Math.min(most, digits.labels?.length ?? 0));
  private peaks = new Float32Array();
  private of = '';

  async follow(layer: number, map: number): Promise<void> {
    await this.task.follow({ layer, map }, async (now) => {
      if (!(await digits.open())) return;
      await this.look(now.layer);
      if (!this.task.waiting) await this.pick(now.layer, now.map);
    });
  }

  /** Others have taken the digits' place. */
  forget(): void {
    ((this.of = ''), (this.best = []));
  }

  private async look(layer: number): Promise<void> {
    const of = `${layer}/${activeModel.version}`,
      looked = this.count;
    if (this.of === of) return;
    const maps = activeModel.card!.columns[layer - 1]!.shape[0],
      peaks = new Float32Array(2 * maps * looked);
    for (let first = 0; first < looked; first += block) {
      peaks.set(await engine.peaks(layer, first, block), 2 * maps * first);
      this.task.progress = Math.min(1, (first + block) / looked);
      const next = this.task.waiting as { layer: number } | undefined;
      if (next && next.layer !== layer) return;
    }
    ((this.peaks = peaks), (this.of = of));
    this.field = await engine.field(layer);
  }

  private async pick(layer: number, map: number): Promise<void> {
    const [maps, , width] = activeModel.card!.columns[layer - 1]!.shape,
      found = highest(this.peaks, maps, Math.min(map, maps - 1), shown);
    const pictures = await digits.pictures(found.map((each) => each.index));
    this.best = found.map((each, i) => ({
      ...each,
      label: digits.labels![each.index]!,
      ...patch(pictures[i]!.pixels, this.field, width, each.place),
    }));
  }
}

export const maximalActivations = new MaximalActivations();

digits.whenOthers('test', () => maximalActivations.forget());

import { digits, engine, lensTask } from '../../shared/activeModel.svelte';

const shown = 12;

interface Fired {
  index: number;
  pixels: Uint8Array;
  sum: number;
}

/** The test digits that fire a painted neuron most and least. */
class EdgeDetector {
  most = $state.raw<Fired[]>([]);
  least = $state.raw<Fired[]>([]);
  private readonly task = lensTask();

  /** The latest weights count; those that come while it is busy are left out. */
  async follow(weights: Float32Array): Promise<void> {
    await this.task.follow(weights, async (latest) => {
      if (!(await digits.open())) return;
      const sums = await engine.fire(latest.slice());
      const order = Array.from(sums.keys()).sort((one, two) => sums[two]! - sums[one]!);
      this.most = await this.pick(order.slice(0, shown), sums);
      this.least = await this.pick(order.slice(-shown).reverse(), sums);
    });
  }

  private async pick(indices: number[], sums: Float32Array): Promise<Fired[]> {
    return (await digits.pictures(indices)).map((digit) => ({ ...digit, sum: sums[digit.index]! }));
  }
}

export const edgeDetector = new EdgeDetector();

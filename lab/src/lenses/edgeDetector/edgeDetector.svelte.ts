import { activeModel, digits, engine } from '../../shared/activeModel.svelte';

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
  private wanted: Float32Array | undefined;
  private isBusy = false;

  /** The latest weights count; those that come while it is busy are left out. */
  async follow(weights: Float32Array): Promise<void> {
    this.wanted = weights;
    if (this.isBusy || !(await digits.open())) return;
    this.isBusy = true;
    try {
      while (this.wanted) {
        const sums = await engine.fire(this.wanted.slice());
        this.wanted = this.wanted === weights ? undefined : (weights = this.wanted);
        const order = Array.from(sums.keys()).sort((one, two) => sums[two]! - sums[one]!);
        this.most = await this.pick(order.slice(0, shown), sums);
        this.least = await this.pick(order.slice(-shown).reverse(), sums);
      }
    } catch (wrong) {
      activeModel.problem = wrong instanceof Error ? wrong.message : String(wrong);
    } finally {
      this.isBusy = false;
    }
  }

  private async pick(indices: number[], sums: Float32Array): Promise<Fired[]> {
    return (await digits.pictures(indices)).map((digit) => ({ ...digit, sum: sums[digit.index]! }));
  }
}

export const edgeDetector = new EdgeDetector();

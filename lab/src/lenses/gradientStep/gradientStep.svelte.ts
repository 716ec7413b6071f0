import { activeModel, digits, engine, lensTask } from '../../shared/activeModel.svelte';
import { apart, gradientPage, type GradientPage } from './gradients';
import { lab } from '../../state/state.svelte';

const sample = 100; // numbers that are checked at once

export interface Checked {
  above: number;
  below: number;
  h: number;
  /** (C(w + h) - C(w - h)) / 2h */
  quotient: number;
}

/** One step of learning from the picture on the desk: all its numbers, each checked by the engine in another way. */
class GradientStep {
  page = $state.raw<GradientPage>();
  checked = $state.raw<Checked>();
  /** The cost before each step taken here. */
  costs = $state.raw<number[]>([]);
  /** Of many numbers checked at once: how many, and the largest difference as a share of the largest derivative. */
  audit = $state.raw<{ count: number; worst: number; median: number }>();
  readonly task = lensTask();
  private readonly checking = lensTask();

  /** The digit that should have been answered: chosen, or the test digit's own, or what the network says. */
  wanted = $derived(
    lab.wanted >= 0
      ? lab.wanted
      : lab.example >= 0 && digits.labels
        ? digits.labels[lab.example]!
        : (activeModel.reading?.class ?? 0),
  );

  async follow(): Promise<void> {
    await this.task.follow(undefined, async () => {
      this.audit = undefined;
      if (activeModel.steps === 0) this.costs = [];
      const values = await activeModel.inTurn(() => engine.gradientStep(activeModel.picture, lab.cost, this.wanted));
      this.page = gradientPage(activeModel.card!, values);
    });
  }

  /** Moves one number to both sides and looks at the cost. */
  async check(column: number, neuron: number, input: number): Promise<void> {
    this.checked = undefined;
    await this.checking.run(async (run) => {
      const checked = await this.ask(column, neuron, input);
      if (run.isCurrent) this.checked = checked;
    });
  }

  /** Checks many numbers, spread evenly over all layers. */
  async checkMany(): Promise<void> {
    await this.task.run(async () => {
      const layers = this.page!.layers,
        most = Math.max(...layers.flatMap((layer) => Array.from(layer.dw, Math.abs)));
      const differences: number[] = [],
        shares: number[] = [];
      for (let i = 0; i < sample; i++) {
        const column = (i % layers.length) + 1,
          layer = layers[column - 1]!,
          inputs = activeModel.columns[column - 1]!.input;
        const nonZeroInputs = Array.from(inputs.keys()).filter((k) => inputs[k] !== 0),
          neuron = Math.floor(i / layers.length) % layer.delta.length,
          input = nonZeroInputs[(i * 37) % Math.max(1, nonZeroInputs.length)] ?? -1;
        const given = input < 0 ? layer.db[neuron]! : layer.dw[neuron * inputs.length + input]!,
          { quotient } = await this.ask(column, neuron, input);
        differences.push(Math.abs(given - quotient) / Math.max(most, 1e-30));
        shares.push(apart(given, quotient));
      }
      shares.sort((one, two) => one - two);
      this.audit = { count: sample, worst: Math.max(...differences), median: shares[sample / 2]! };
    });
  }

  async step(): Promise<void> {
    await this.task.run(async () => {
      const cost = this.page!.cost;
      await activeModel.learn(lab.cost, this.wanted, lab.descent);
      this.costs = [...this.costs, cost];
    });
    await this.follow();
  }

  async stepBack(): Promise<void> {
    await this.task.run(async () => {
      await activeModel.unlearn();
      this.costs = this.costs.slice(0, -1);
    });
    await this.follow();
  }

  private async ask(column: number, neuron: number, input: number): Promise<Checked> {
    const [above, below, h] = (await activeModel.inTurn(() =>
      engine.check(activeModel.picture, lab.cost, this.wanted, column, neuron, input),
    )) as [number, number, number];
    return { above, below, h, quotient: (above - below) / (2 * h) };
  }
}

export const gradientStep = new GradientStep();

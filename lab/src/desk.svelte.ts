import { engine } from './engine.svelte';
import type { NetworkCard, Reading, Stage } from './engine/engine';
import { columnValues, type ColumnValues } from './engine/values';
import { lab } from './state/state.svelte';

export { engine };

/** What all views look at: one network, one picture, and what came of it. Views read it; only this file asks the engine for it. */
class Desk {
  card = $state.raw<NetworkCard>();
  reading = $state.raw<Reading>();
  stages = $state.raw<Stage[]>([]);
  picture = $state.raw<Uint8Array>(new Uint8Array(784));
  columns = $state.raw<ColumnValues[]>([]);
  problem = $state('');
  edited = $state(false);
  isBlank = $derived(this.picture.every((pixel) => pixel === 0));
  isPlain = $derived(this.card !== undefined && this.card.columns.every((column) => column.kind === 'dense'));

  private loaded = '';
  private busy = false;
  private again = false;

  /** Brings desk and state together; asked for while it is busy, it goes once more and so ends with the latest. */
  async follow(): Promise<void> {
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    try {
      do {
        this.again = false;
        await this.show();
      } while (this.again);
      this.problem = '';
    } catch (wrong) {
      this.problem = wrong instanceof Error ? wrong.message : String(wrong);
    } finally {
      this.busy = false;
    }
  }

  /** Changes a weight, or the bias where input is -1. */
  async edit(column: number, neuron: number, input: number, value: number): Promise<void> {
    this.edited = true;
    await this.refresh(await engine.edit(column, neuron, input, value), true);
  }

  async restore(): Promise<void> {
    this.edited = false;
    await this.refresh(await engine.restore(), true);
  }

  /** The network that was just trained takes the desk. */
  async adopt(): Promise<void> {
    this.card = await engine.adopt();
    lab.model = this.loaded = 'mine';
    this.edited = false;
    await this.refresh(await engine.look(this.picture), true);
  }

  /** A model of a file takes the desk; one that cannot look at 28x28 pixels leaves it as it was. */
  async lay(file: Uint8Array): Promise<void> {
    const before = await engine.save();
    let card: NetworkCard, reading: Reading;
    try {
      card = await engine.load(file);
      reading = await engine.look(this.picture);
    } catch (wrong) {
      await engine.load(before);
      await engine.look(this.picture);
      throw wrong;
    }
    this.card = card;
    lab.model = this.loaded = 'mine';
    this.edited = false;
    await this.refresh(reading, true);
  }

  private async show(): Promise<void> {
    const isNew = this.loaded !== lab.model;
    if (lab.model === 'mine' && isNew) lab.model = 'reference'; // it lived in another page: a link cannot carry it
    if (isNew) {
      this.card = await engine.load(lab.model);
      this.loaded = lab.model;
      this.edited = false;
    }
    if (lab.example >= 0 && (await digits.open())) {
      this.picture = await engine.pictures('test', [lab.example]);
      this.stages = [];
    } else {
      this.stages = await engine.normalize($state.snapshot(lab.strokes) as [number, number][][]);
      this.picture = this.stages.at(-1)!.pixels;
    }
    await this.refresh(await engine.look(this.picture), isNew);
  }

  private async refresh(reading: Reading, weightsToo: boolean): Promise<void> {
    const card = this.card!;
    const weights = weightsToo || this.columns.length !== card.columns.length ? await Promise.all(card.columns.map((column) => (column.weights ? engine.weights(column.number) : new Float32Array()))) : this.columns.map((column) => column.all);
    this.columns = columnValues(card, await engine.activations(), weights);
    this.reading = reading;
  }
}

/** The test digits: their labels, and a handful to choose from. */
class Digits {
  labels = $state.raw<Uint8Array>();
  isMissing = $state(false);
  handful = $state.raw<{ index: number; pixels: Uint8Array }[]>([]);
  private opening: Promise<boolean> | undefined;

  /** Opens the test set once; false where this copy of the site is without it. */
  open(): Promise<boolean> {
    return (this.opening ??= engine.open('test').then(
      (labels) => {
        this.labels = labels;
        return true;
      },
      () => {
        this.isMissing = true;
        return false;
      },
    ));
  }

  /** One digit of each class, others each time. */
  async deal(round: number): Promise<void> {
    if (!(await this.open())) return;
    const labels = this.labels!;
    const indices = Array.from({ length: 10 }, (_, digit) => nth(labels, digit, round));
    this.handful = await this.pictures(indices);
  }

  async pictures(indices: number[]): Promise<{ index: number; pixels: Uint8Array }[]> {
    if (indices.length === 0) return [];
    const all = await engine.pictures('test', indices);
    return indices.map((index, i) => ({ index, pixels: all.subarray(784 * i, 784 * (i + 1)) }));
  }
}

function nth(labels: Uint8Array, digit: number, n: number): number {
  let index = -1;
  for (let found = -1; found < n; ) if (labels[(index = (index + 1) % labels.length)] === digit) found++;
  return index;
}

export const digits = new Digits();
export const desk = new Desk();

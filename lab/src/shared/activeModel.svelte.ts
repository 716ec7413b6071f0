import { byHand, kept, noise, untouched } from './changes';
import { digits } from './digits.svelte';
import { Task } from './task.svelte';
import { turns } from './turns';
import { engine } from './engineHost.svelte';
import type { NetworkCard, Reading, Stage } from '../engine/engine';
import { columnValues, layerWeights, type ColumnValues } from '../engine/values';
import { lab } from '../state/state.svelte';

export { digits, engine };

const slice = 80; // milliseconds of work between two looks at it

/**
 * What all views look at: one network, one picture, and what came of it. Views read it; only this file asks the
 * engine for it. What it shows changes all at once, when the last answer is there: no view ever sees one network's
 * card beside another's values.
 */
class ActiveModel {
  card = $state.raw<NetworkCard>();
  reading = $state.raw<Reading>();
  stages = $state.raw<Stage[]>([]);
  picture = $state.raw<Uint8Array>(new Uint8Array(784));
  columns = $state.raw<ColumnValues[]>([]);
  /** What all views wait for; it also shows what goes wrong in a lens. */
  readonly task = new Task();
  /** Grows with every change of the network. */
  version = $state(0);
  /** Steps of learning that were taken here. */
  steps = $state(0);
  edited = $derived(lab.edits.length > 0 || lab.off.length > 0 || lab.noise > 0 || this.steps > 0);
  isBlank = $derived(this.picture.every((pixel) => pixel === 0));
  isPlain = $derived(this.card !== undefined && this.card.columns.every((column) => column.isPlain));

  private loaded = '';
  /** The network that the engine holds; shown once its values are known. */
  private held: NetworkCard | undefined;
  /** Work on the engine's network: one after the other, or their answers would mix. */
  readonly inTurn = turns();
  private isWaiting = false;
  private handed = untouched;
  private noised = '';

  /** Brings desk and state together; asked for several times before its turn comes, it goes once, by the latest. */
  async follow(): Promise<void> {
    if (this.isWaiting) return;
    this.isWaiting = true;
    await this.inTurn(async () => {
      this.isWaiting = false;
      await this.task.run(() => this.show());
    });
  }

  /** Whether the state asks for changes that were not made yet: a link was opened, or noise was turned. */
  get isBehind(): boolean {
    return this.card !== undefined && this.isChanged;
  }

  private get isChanged(): boolean {
    return this.handed !== byHand() || this.noised !== noise();
  }

  /** Changes a weight, or the bias where input is -1. */
  async edit(column: number, neuron: number, input: number, value: number): Promise<void> {
    lab.edits = [
      ...lab.edits.filter((edit) => edit.column !== column || edit.neuron !== neuron || edit.input !== input),
      { column, neuron, input, value },
    ];
    this.handed = byHand();
    await this.change(() => engine.edit(column, neuron, input, value));
  }

  /** Switches a hidden neuron off, or on again. */
  async toggle(column: number, neuron: number): Promise<void> {
    const rest = lab.off.filter((place) => place.column !== column || place.neuron !== neuron),
      isOn = rest.length === lab.off.length;
    lab.off = isOn ? [...rest, { column, neuron }] : rest;
    this.handed = byHand();
    await this.change(() => (isOn ? engine.switchOff(column, neuron) : engine.switchOn(column, neuron)));
  }

  /** One step of learning from the picture on the desk. */
  async learn(cost: string, wanted: number, rate: number): Promise<void> {
    await this.change(() => engine.descend(this.picture, cost, wanted, rate));
    this.steps++;
  }

  async unlearn(): Promise<void> {
    await this.change(async () => {
      let reading = await engine.undoStep();
      for (const edit of lab.edits) reading = await engine.edit(edit.column, edit.neuron, edit.input, edit.value);
      return reading;
    });
    this.steps--;
  }

  async restore(): Promise<void> {
    this.forget();
    await this.change(() => engine.restore());
  }

  /** Changes belong to the network that they were made to. */
  forget(): void {
    Object.assign(lab, { edits: [], off: [], noise: 0 });
    this.beUntouched();
  }

  private beUntouched(): void {
    Object.assign(this, { handed: untouched, noised: '', steps: 0 });
  }

  /** A network that was just trained takes the desk; lane 0 is the first training's. First it learns when to refuse. */
  async adopt(lane = 0, told: (hundredths: number) => void = () => undefined): Promise<void> {
    for (let done = 0; done < 100; told(done)) done = await engine.weigh(lane, slice);
    await this.take(() => engine.adopt(lane));
  }

  /** A model of a file takes the desk; one that cannot look at 28x28 pixels leaves it as it was. */
  async lay(file: Uint8Array): Promise<void> {
    await this.take(() => engine.load(file));
  }

  private change(make: () => Promise<Reading>): Promise<void> {
    return this.inTurn(async () => this.refresh(await make(), true));
  }

  private take(make: () => Promise<NetworkCard>): Promise<void> {
    return this.inTurn(async () => {
      this.held = await make();
      lab.model = this.loaded = 'mine';
      this.forget();
      await this.refresh(await engine.look(this.picture), true);
    });
  }

  private async show(): Promise<void> {
    const isNew = this.loaded !== lab.model;
    if (lab.model === 'mine' && isNew) lab.model = 'reference'; // it lived in another page: a link cannot carry it
    if (isNew) {
      this.held = await engine.load(lab.model);
      this.loaded = lab.model;
      this.beUntouched();
    }
    const isChanged = this.isChanged;
    if (isChanged) await this.catchUp();
    // of a page that has more digits
    if (lab.example >= 0 && (await digits.open()) && lab.example >= digits.labels!.length) lab.example = -1;
    const isExample = lab.example >= 0 && (await digits.open());
    if (isExample) {
      const picture = await engine.pictures('test', [lab.example]);
      await this.refresh(await engine.look(picture), isNew || isChanged, { picture, stages: [] });
    } else {
      const { reading, activations, stages } = await engine.draw(lab.strokes);
      await this.refresh(reading, isNew || isChanged, { picture: stages.at(-1)!.pixels, stages }, activations);
    }
  }

  /** Makes the network what the state says; what this network has no place for is dropped. */
  private async catchUp(): Promise<void> {
    if (this.handed !== byHand()) {
      if (this.handed !== untouched || this.steps > 0) await engine.restore();
      this.noised = '';
      this.steps = 0;
      lab.edits = await kept(lab.edits, (edit) => engine.edit(edit.column, edit.neuron, edit.input, edit.value));
      lab.off = await kept(lab.off, (place) => engine.switchOff(place.column, place.neuron));
      this.handed = byHand();
    }
    const wanted = noise();
    if (this.noised !== wanted) await engine.noise(lab.noise, lab.noiseSeed);
    this.noised = wanted;
  }

  private async refresh(
    reading: Reading,
    weightsToo: boolean,
    shown: Partial<Pick<ActiveModel, 'picture' | 'stages'>> = {},
    activations?: Float32Array,
  ): Promise<void> {
    const card = this.held!;
    const [values, weights] = await Promise.all([
      activations ?? engine.activations(),
      weightsToo || this.card !== card
        ? engine.weights().then((all) => layerWeights(card, all))
        : this.columns.map((column) => column.all),
    ]);
    const columns = columnValues(card, values, weights);
    Object.assign(this, { card, columns, reading, ...shown });
    if (weightsToo) this.version++;
  }
}

export const activeModel = new ActiveModel();

/** A task of a lens: what goes wrong is shown above the view. */
export function lensTask(): Task {
  return new Task(activeModel.task);
}

digits.whenOthers('test', () => void activeModel.follow());

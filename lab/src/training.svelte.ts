import { desk, digits, engine } from './desk.svelte';
import { place } from './engine.svelte';
import { recipe } from './engine/architecture';
import type { EpochNews, TrainingNews } from './engine/engine';
import { lab } from './state/state.svelte';

const slice = 60; // milliseconds of training between two looks at it
const mostBatch = 32; // digits of a batch that are shown
const mostRuns = 3; // beside the one under way
const mostPoints = 400; // of a curve; beyond, neighbours are joined

export interface Point {
  step: number;
  value: number;
}

/** A training that was kept to compare. */
export interface Run {
  name: string;
  accuracy: Point[];
  loss: Point[];
  gradients: number[];
}

/** The training of this page. It runs in slices, so that it can be paused and looked at. */
class Training {
  news = $state.raw<TrainingNews>();
  loss = $state.raw<Point[]>([]);
  accuracy = $state.raw<Point[]>([]);
  epochs = $state.raw<EpochNews[]>([]);
  weights = $state.raw<Float32Array>(new Float32Array());
  units = $state(0);
  /** Right answers to the test digits, epoch by epoch. */
  test = $state.raw<Point[]>([]);
  private marks = $state.raw<{ epochs: number[]; at: number }>({ epochs: [], at: 0 }); // they lie in the engine, and stay there when another takes over
  /** The epochs that can be gone back to; 0 is the beginning. */
  kept = $derived(this.marks.at === place.changes ? this.marks.epochs : []);
  batch = $state.raw<{ index: number; label: number; pixels: Uint8Array }[]>([]);
  isBatchShown = $state(false);
  runs = $state.raw<Run[]>([]);
  isLoading = $state(false);
  isRunning = $state(false);
  isMissing = $state(false);
  isAdopted = $state(false);
  problem = $state('');
  private begun = $state('');
  private round = 0;
  private opened: Promise<Uint8Array> | undefined;

  /** Whether the choices are no longer those of the training under way. */
  isStale = $derived(this.begun !== '' && this.begun !== choices());

  async play(): Promise<void> {
    if (this.isRunning) return;
    this.isRunning = true;
    await this.guard(async () => {
      await this.ready();
      while (this.isRunning && this.news && !this.news.isFinished) {
        const round = this.round, news = await engine.run(slice), weights = await engine.trainingWeights(1);
        if (round !== this.round) return; // it was rewound, or begun anew, meanwhile
        this.take(news, weights);
        await this.look();
      }
    });
    this.isRunning = false;
  }

  pause(): void {
    this.isRunning = false;
  }

  async step(): Promise<void> {
    this.isRunning = false;
    await this.guard(async () => {
      await this.ready();
      this.take(await engine.step(1), await engine.trainingWeights(1));
      await this.look();
    });
  }

  /** Back to the end of an epoch; from there it goes on as it did. */
  async rewind(epoch: number): Promise<void> {
    this.isRunning = false;
    this.round++;
    await this.guard(async () => {
      const news = await engine.rewind(epoch), upTo = (points: Point[]) => points.filter((point) => point.step <= news.step);
      (this.loss = upTo(this.loss)), (this.accuracy = upTo(this.accuracy)), (this.test = upTo(this.test));
      this.epochs = this.epochs.filter((each) => each.step <= news.step);
      (this.batch = []), (this.isAdopted = false);
      this.add(news, await engine.trainingWeights(1));
    });
  }

  /** Keeps this training's curves beside those to come. */
  keepRun(): void {
    const started = JSON.parse(this.begun) as { architecture: { body: { layers: { type: string; units?: number }[] } }; optimizer: { type: string; rate: number }; seed: number };
    const layers = started.architecture.body.layers, name = `784-${layers.filter((layer) => layer.units).map((layer) => layer.units).join('-')} ${layers[1]?.type ?? ''} ${started.optimizer.type} ${started.optimizer.rate} #${started.seed}`;
    this.runs = [...this.runs, { name, accuracy: this.accuracy, loss: this.loss, gradients: this.epochs.at(-1)?.gradientNorms ?? [] }].slice(-mostRuns);
  }

  forgetRuns(): void {
    this.runs = [];
  }

  /** After a step: the batch in hand, where it is shown; at an epoch's end also the test digits, and a place to come back to. */
  private async look(): Promise<void> {
    if (this.isBatchShown) await this.showBatch();
    if (this.news && this.news.epochs.length > 0) await this.mark();
  }

  async showBatch(): Promise<void> {
    if (!this.news || this.news.step === 0) return;
    const indices = (await engine.trainingBatch()).slice(0, mostBatch), labels = await this.opened!, pictures = await engine.pictures('training', indices);
    this.batch = indices.map((index, i) => ({ index, label: labels[index]!, pixels: pictures.subarray(784 * i, 784 * (i + 1)) }));
  }

  private async mark(): Promise<void> {
    this.marks = { epochs: await engine.keepEpoch(), at: place.changes };
    if (await digits.open()) this.addTest(this.news!.step, (await engine.trainingTest()) / digits.labels!.length);
  }

  async again(): Promise<void> {
    this.isRunning = false;
    this.round++;
    this.begun = '';
    await this.guard(() => this.ready());
  }

  /** Another training takes the engine: this one is over. */
  end(): void {
    (this.isRunning = false), (this.begun = ''), (this.news = undefined), (this.loss = []), (this.accuracy = []), (this.epochs = []), (this.weights = new Float32Array());
    (this.test = []), (this.batch = []), (this.marks = { epochs: [], at: 0 });
    this.round++;
  }

  async use(): Promise<void> {
    await this.guard(() => desk.adopt());
    this.isAdopted = this.problem === '';
  }

  /** A training that has begun, with its digits. */
  private async ready(): Promise<void> {
    this.isLoading = true;
    this.opened ??= engine.open('training');
    await this.opened.catch((wrong: unknown) => {
      this.isMissing = true;
      throw wrong;
    }).finally(() => (this.isLoading = false));
    if (this.begun !== '' && this.news) return;
    const wanted = choices();
    const news = await engine.begin(recipe($state.snapshot(lab)));
    (this.begun = wanted), (this.loss = []), (this.accuracy = []), (this.epochs = []), (this.test = []), (this.marks = { epochs: [], at: 0 }), (this.batch = []), (this.isAdopted = false);
    this.units = lab.hidden[0] ?? 10;
    this.add(news, await engine.trainingWeights(1));
    await this.mark();
  }

  private take(news: TrainingNews, weights: Float32Array): void {
    if (news.step <= (this.news?.step ?? 0)) this.forget(news.step); // another engine went on from a state kept before
    this.add(news, weights);
  }

  private add(news: TrainingNews, weights: Float32Array): void {
    this.news = news;
    this.weights = weights;
    if (news.loss !== undefined) this.loss = thin([...this.loss, { step: news.step, value: news.loss }]);
    if (news.accuracy !== undefined) this.accuracy = thin([...this.accuracy, { step: news.step, value: news.accuracy }]);
    if (news.epochs.length > 0) this.epochs = [...this.epochs.filter((each) => each.epoch < news.epochs[0]!.epoch), ...news.epochs];
  }

  /** What came after a step has not happened. */
  private forget(step: number): void {
    const isBefore = (point: { step: number }) => point.step < step;
    (this.loss = this.loss.filter(isBefore)), (this.accuracy = this.accuracy.filter(isBefore)), (this.epochs = this.epochs.filter(isBefore)), (this.test = this.test.filter(isBefore));
  }

  private addTest(step: number, value: number): void {
    this.test = [...this.test.filter((point) => point.step < step), { step, value }];
  }

  private async guard(work: () => Promise<void>): Promise<void> {
    this.problem = '';
    try {
      await work();
    } catch (wrong) {
      this.isRunning = false;
      this.problem = wrong instanceof Error ? wrong.message : String(wrong);
    }
  }
}

function choices(): string {
  return JSON.stringify(recipe($state.snapshot(lab)));
}

/** Joins neighbours where a curve has too many points. */
export function thin(points: Point[]): Point[] {
  if (points.length <= mostPoints) return points;
  const joined: Point[] = [];
  for (let i = 0; i + 1 < points.length; i += 2) joined.push({ step: points[i + 1]!.step, value: (points[i]!.value + points[i + 1]!.value) / 2 });
  return joined;
}

export const training = new Training();

import { desk, engine } from './desk.svelte';
import { recipe } from './engine/architecture';
import type { EpochNews, TrainingNews } from './engine/engine';
import { lab } from './state/state.svelte';

const slice = 60; // milliseconds of training between two looks at it
const mostPoints = 400; // of a curve; beyond, neighbours are joined

export interface Point {
  step: number;
  value: number;
}

/** The training of this page. It runs in slices, so that it can be paused and looked at. */
class Training {
  news = $state.raw<TrainingNews>();
  loss = $state.raw<Point[]>([]);
  accuracy = $state.raw<Point[]>([]);
  epochs = $state.raw<EpochNews[]>([]);
  weights = $state.raw<Float32Array>(new Float32Array());
  units = $state(0);
  isLoading = $state(false);
  isRunning = $state(false);
  isMissing = $state(false);
  isAdopted = $state(false);
  problem = $state('');
  private begun = $state('');
  private opened: Promise<unknown> | undefined;

  /** Whether the choices are no longer those of the training under way. */
  isStale = $derived(this.begun !== '' && this.begun !== choices());

  async play(): Promise<void> {
    if (this.isRunning) return;
    this.isRunning = true;
    await this.guard(async () => {
      await this.ready();
      while (this.isRunning && this.news && !this.news.isFinished) this.take(await engine.run(slice), await engine.trainingWeights(1));
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
    });
  }

  async again(): Promise<void> {
    this.isRunning = false;
    this.begun = '';
    await this.guard(() => this.ready());
  }

  /** Another training takes the engine: this one is over. */
  end(): void {
    (this.isRunning = false), (this.begun = ''), (this.news = undefined), (this.loss = []), (this.accuracy = []), (this.epochs = []), (this.weights = new Float32Array());
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
    (this.begun = wanted), (this.loss = []), (this.accuracy = []), (this.epochs = []), (this.isAdopted = false);
    this.units = lab.hidden[0] ?? 10;
    this.take(news, await engine.trainingWeights(1));
  }

  private take(news: TrainingNews, weights: Float32Array): void {
    if (news.step <= (this.news?.step ?? 0)) this.forget(news.step); // another engine went on from a state kept before
    this.news = news;
    this.weights = weights;
    if (news.loss !== undefined) this.loss = thin([...this.loss, { step: news.step, value: news.loss }]);
    if (news.accuracy !== undefined) this.accuracy = thin([...this.accuracy, { step: news.step, value: news.accuracy }]);
    if (news.epochs.length > 0) this.epochs = [...this.epochs, ...news.epochs];
  }

  /** What came after a step has not happened. */
  private forget(step: number): void {
    const isBefore = (point: { step: number }) => point.step < step;
    (this.loss = this.loss.filter(isBefore)), (this.accuracy = this.accuracy.filter(isBefore)), (this.epochs = this.epochs.filter(isBefore));
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

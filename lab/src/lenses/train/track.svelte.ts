import { named, type Choice } from '../../engine/architecture';
import type { EpochNews, TrainingNews } from '../../engine/engine';

const mostPoints = 400; // of a curve; beyond, neighbours are joined

export interface Point {
  step: number;
  value: number;
}

/** One training as it is drawn: its curves up to now. */
export class Track {
  readonly name: string;
  news = $state.raw<TrainingNews>();
  loss = $state.raw<Point[]>([]);
  accuracy = $state.raw<Point[]>([]);
  epochs = $state.raw<EpochNews[]>([]);
  /** Right answers to the test digits, epoch by epoch. */
  test = $state.raw<Point[]>([]);
  weights = $state.raw<Float32Array>(new Float32Array());
  /** Neurons of layer 1. */
  readonly units: number;
  gradients = $derived(this.epochs.at(-1)?.gradientNorms ?? []);
  validation = $derived(
    this.epochs
      .filter((e) => e.validationAccuracy !== undefined)
      .map((e): Point => ({ step: e.step, value: e.validationAccuracy! })),
  );
  validationLoss = $derived(
    this.epochs
      .filter((e) => e.validationLoss !== undefined)
      .map((e): Point => ({ step: e.step, value: e.validationLoss! })),
  );

  constructor(private readonly choice: Choice) {
    this.name = named(choice);
    this.units = choice.hidden[0] ?? 10;
  }

  /**
   * What a call brought. Where another engine went on from a state kept before, what came after that has not happened.
   */
  add(news: TrainingNews, weights: Float32Array): void {
    if (this.news && news.step <= this.news.step && news.loss !== undefined) this.cut(news.step - 1);
    this.news = news;
    this.weights = weights;
    if (news.loss !== undefined) this.loss = thin([...this.loss, { step: news.step, value: news.loss }]);
    if (news.accuracy !== undefined)
      this.accuracy = thin([...this.accuracy, { step: news.step, value: news.accuracy }]);
    if (news.epochs.length > 0)
      this.epochs = [...this.epochs.filter((each) => each.epoch < news.epochs[0]!.epoch), ...news.epochs];
  }

  addTest(value: number): void {
    const step = this.news!.step;
    this.test = [...this.test.filter((point) => point.step < step), { step, value }];
  }

  /** The same as it stands now: it grows no more. */
  copy(): Track {
    const copy = new Track(this.choice);
    ((copy.news = this.news),
      (copy.loss = this.loss),
      (copy.accuracy = this.accuracy),
      (copy.epochs = this.epochs),
      (copy.test = this.test));
    return copy;
  }

  /** Forgets what came after a step. */
  cut(step: number): void {
    const isBefore = (point: { step: number }) => point.step <= step;
    ((this.loss = this.loss.filter(isBefore)),
      (this.accuracy = this.accuracy.filter(isBefore)),
      (this.epochs = this.epochs.filter(isBefore)),
      (this.test = this.test.filter(isBefore)));
  }
}

/** Joins neighbours where a curve has too many points. */
export function thin(points: Point[]): Point[] {
  if (points.length <= mostPoints) return points;
  const joined: Point[] = [];
  for (let i = 0; i + 1 < points.length; i += 2)
    joined.push({ step: points[i + 1]!.step, value: (points[i]!.value + points[i + 1]!.value) / 2 });
  return joined;
}

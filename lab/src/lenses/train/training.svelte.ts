import { activeModel, digits, engine } from '../../shared/activeModel.svelte';
import { engineHost } from '../../shared/engineHost.svelte';
import { choices, recipes } from './choices';
import type { TrainingNews } from '../../engine/engine';
import { latestBatch, type BatchDigit } from './batch';
import type { Slice } from './slice';
import { claim } from '../../shared/trainingLock';
import { mostRivals } from '../../state/table';
import { explain, noDigits } from '../../shared/problems';
import { Task } from '../../shared/task.svelte';
import { Track } from './track.svelte';

const slice = 100; // milliseconds of training between two looks at it

/**
 * The training of this page, and those beside it, in step. They run in slices, so that they can be paused and looked
 * at.
 */
class Training {
  /** The first is the page's own; none before the beginning. */
  tracks = $state.raw<Track[]>([]);
  // they lie in the engine, and stay there when another takes over
  private marks = $state.raw<{ epochs: number[]; at: number }>({ epochs: [], at: 0 });
  /** The epochs that can be gone back to; 0 is the beginning. */
  kept = $derived(this.marks.at === engineHost.changes ? this.marks.epochs : []);
  batch = $state.raw<BatchDigit[]>([]);
  isBatchShown = $state(false);
  /** Trainings that are over, kept to compare. */
  runs = $state.raw<Track[]>([]);
  isLoading = $state(false);
  isRunning = $state(false);
  /** Whose network was put on the desk. */
  adopted = $state.raw<Track>();
  /** How far a network has learnt when to refuse, in hundredths. */
  weighed = $state.raw<{ track: Track; done: number }>();
  private readonly task = new Task();
  /** Why the engine can go no further. */
  private halted = $state('');
  private begun = $state('');
  private round = 0;
  private playing: Promise<void> = Promise.resolve();

  problem = $derived(this.task.problem || (this.halted && explain(this.halted)));
  first = $derived<Track | undefined>(this.tracks[0]);
  news = $derived(this.first?.news);
  isFinished = $derived(this.tracks.length > 0 && this.tracks.every((track) => track.news?.isFinished));
  /** Whether the choices are no longer those of the training under way. */
  isStale = $derived(this.begun !== '' && this.begun !== JSON.stringify(recipes()));

  async play(): Promise<void> {
    if (this.isRunning) return;
    this.isRunning = true;
    await this.playing; // what was paused may still be under way
    await (this.playing = this.guard(() => this.goOn()));
  }

  pause(): void {
    this.isRunning = false;
  }

  async step(): Promise<void> {
    this.isRunning = false;
    await this.guard(async () => {
      await this.ready();
      this.take(await engine.step(1), await this.weights());
      await this.look();
    });
  }

  /** Back to the end of an epoch; from there it goes on as it did. */
  async rewind(epoch: number): Promise<void> {
    this.isRunning = false;
    this.round++;
    await this.guard(async () => {
      const news = await engine.rewind(epoch);
      for (const track of this.tracks) track.cut(news.step);
      ((this.batch = []), (this.adopted = undefined));
      this.take(news, await this.weights());
    });
  }

  /** Keeps the first training's curves beside those to come. */
  keepRun(): void {
    this.runs = [...this.runs, this.first!.copy()].slice(-mostRivals);
  }

  forgetRuns(): void {
    this.runs = [];
  }

  async showBatch(): Promise<void> {
    if (this.news && this.news.step > 0) this.batch = await latestBatch();
  }

  async again(): Promise<void> {
    this.isRunning = false;
    this.round++;
    this.begun = '';
    await this.guard(() => this.ready());
  }

  /** Another training takes the engine: this one is over. */
  leave(): void {
    this.isRunning = false;
    this.begun = '';
    this.tracks = [];
    this.batch = [];
    this.marks = { epochs: [], at: 0 };
    this.round++;
  }

  async use(track: Track): Promise<void> {
    await this.guard(() => activeModel.adopt(this.tracks.indexOf(track), (done) => (this.weighed = { track, done })));
    this.weighed = undefined;
    this.adopted = this.problem === '' ? track : undefined;
  }

  /**
   * Slice after slice. While the page draws one, the engine makes the next; but where the page has more to ask about
   * how things stand just now, the engine waits.
   */
  private async goOn(): Promise<void> {
    await this.ready();
    for (let next: Promise<Slice> | undefined; next || (this.isRunning && !this.isFinished);) {
      const { round, news, weights } = await (next ?? this.advance());
      if (round !== this.round) return; // it was rewound, or begun anew, meanwhile
      const isMomentous =
        this.isBatchShown || [news, ...(news.beside ?? [])].some((each) => each.epochs.length > 0 || each.isFinished);
      next = this.isRunning && !isMomentous ? this.advance() : undefined;
      this.take(news, weights);
      await this.look();
    }
    if (this.isFinished) this.isRunning = false;
  }

  private async advance(): Promise<Slice> {
    const round = this.round,
      [news, weights] = await Promise.all([engine.run(slice), this.weights()]);
    return { round, news, weights };
  }

  /**
   * After a step: the batch in hand, where it is shown; at an epoch's end also the test digits, and a state
   * to come back to.
   */
  private async look(): Promise<void> {
    if (this.isBatchShown) await this.showBatch();
    if (this.tracks.some((track) => track.news!.epochs.length > 0)) await this.mark();
  }

  private async mark(): Promise<void> {
    this.marks = { epochs: await engine.keepEpoch(), at: engineHost.changes };
    if (!(await digits.open())) return;
    const right = await engine.trainingTest();
    this.tracks.forEach((track, lane) => track.addTest(right[lane]! / digits.labels!.length));
  }

  /** A training that has begun, with its digits. */
  private async ready(): Promise<void> {
    this.isLoading = true;
    const isThere = await digits.learn();
    this.isLoading = false;
    if (!isThere) throw noDigits();
    if (this.begun !== '' && this.tracks.length > 0) return;
    const choice = choices(),
      wanted = recipes();
    claim(this);
    let news = await engine.begin(wanted[0]!);
    for (const other of wanted.slice(1)) news = await engine.join(other);
    ((this.begun = JSON.stringify(wanted)),
      (this.marks = { epochs: [], at: 0 }),
      (this.batch = []),
      (this.adopted = undefined));
    this.tracks = choice.map((each) => new Track(each));
    this.take(news, await this.weights());
    await this.mark();
  }

  private weights(): Promise<Float32Array[]> {
    return Promise.all([...this.tracks.keys()].map((lane) => engine.trainingWeights(lane, 1)));
  }

  private take(news: TrainingNews, weights: Float32Array[]): void {
    const all = [news, ...(news.beside ?? [])];
    this.tracks.forEach((track, lane) => track.add(all[lane]!, weights[lane]!));
    this.halted = all.find((each) => each.problem)?.problem ?? '';
  }

  private async guard(work: () => Promise<void>): Promise<void> {
    await this.task.run(work);
    if (this.task.failure !== undefined) this.isRunning = false;
  }
}

export const training = new Training();

digits.whenOthers('training', () => training.leave());

import { activeModel, digits, engine, lensTask } from '../../shared/activeModel.svelte';
import type { NetworkCard } from '../../engine/engine';
import { plainRecipe, unitsFor, validating } from '../../engine/architecture';
import { lab } from '../../state/state.svelte';

export const kinds = ['shift', 'rotation', 'scale'] as const;
export type Kind = (typeof kinds)[number];

/** How far digits are bent: pixels, degrees, share of their size. */
export const amounts: Record<Kind, number[]> = {
  shift: [0, 1, 2, 3, 4, 6, 8],
  rotation: [0, 10, 20, 30, 45, 60, 90],
  scale: [0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6],
};

const seen = 120000,
  mostLessons = 100; // digits that the plain network sees in its training: a matter of seconds

const slice = 80; // milliseconds of its training between two looks
const example = 18; // the test digit that is shown bent
const groups = 10; // of digits, spread over the test set: its second half is easier

export interface Line {
  model: string;
  points: { amount: number; accuracy: number }[];
}

/** How the networks bear digits that are shifted, turned and resized: the same digits for each. */
class Robustness {
  cards = $state.raw<Record<string, NetworkCard>>({});
  lines = $state.raw<Partial<Record<Kind, Line[]>>>({});
  examples = $state.raw<Partial<Record<Kind, Uint8Array[]>>>({});
  running = $state<Kind>();
  private readonly bringing = lensTask();
  private readonly teaching = lensTask();
  readonly measuring = lensTask();
  count = $state(100);
  /**
   * How far the plain network of as many numbers has learnt, from 0 to 1; undefined where it has not begun, or is
   * ready.
   */
  learning = $state<number>();
  seconds = $state(0);
  /** Times that it goes through the digits to learn: of few, more often. */
  lessons = $derived(Math.min(mostLessons, Math.ceil(seen / (digits.counts.training ?? seen))));
  /** Its hidden neurons. */
  units = $derived(this.cards.cnn ? unitsFor(this.cards.cnn.parameters) : 0);

  /** Brings the two networks of the site, once, and shows how a digit looks that is bent. */
  async ready(): Promise<void> {
    await this.bringing.run(async () => {
      for (const name of ['reference', 'cnn'])
        if (!this.cards[name]) this.cards = { ...this.cards, [name]: await engine.bring(name) };
      if (!(await digits.open())) return;
      for (const kind of kinds)
        if (!this.examples[kind]) this.examples = { ...this.examples, [kind]: await this.bent(kind) };
    });
  }

  /** Trains the plain network that has as many numbers as the convolutional one. */
  async teach(): Promise<void> {
    await this.teaching.once(async (run) => {
      this.learning = 0;
      await digits.learn();
      await digits.open();
      const began = performance.now();
      let news = await engine.teach(
        'plain',
        plainRecipe(this.units, this.lessons, lab.seed, validating(digits.counts.training ?? 0)),
      );
      while (!news.isFinished && run.isCurrent) {
        news = await engine.learn(slice);
        if (!run.isCurrent) return;
        this.learning = news.step / news.steps;
        this.seconds = (performance.now() - began) / 1000;
      }
      if (news.problem) throw new Error(news.problem);
      if (news.isFinished && run.isCurrent)
        this.cards = { ...this.cards, plain: await engine.bring('plain', await engine.exportTrained('plain')) };
    });
    if (!this.teaching.isBusy) this.learning = undefined;
  }

  async run(kind: Kind): Promise<void> {
    if (this.running) return this.stop();
    this.running = kind;
    await this.measuring.run(async (run) => {
      await this.ready();
      const models = [
          'reference',
          'cnn',
          ...(this.cards.plain ? ['plain'] : []),
          ...(lab.model === 'mine' || activeModel.edited ? ['desk'] : []),
        ],
        lines = models.map((model): Line => ({ model, points: [] }));
      const step = Math.floor(digits.labels!.length / groups),
        each = Math.max(1, Math.min(this.count / groups, step)),
        all = amounts[kind].length * models.length * groups;
      let done = 0;
      for (const amount of amounts[kind])
        for (const line of lines) {
          let right = 0;
          for (let group = 0; group < groups && run.isCurrent; group++) {
            right += await engine.judgeBent(line.model, kind, amount, lab.seed, group * step, each);
            this.measuring.progress = ++done / all;
          }
          if (!run.isCurrent) return;
          line.points.push({ amount, accuracy: right / (groups * each) });
          this.lines = { ...this.lines, [kind]: lines.map((own) => ({ ...own, points: [...own.points] })) };
        }
    });
    if (!this.measuring.isBusy) this.running = undefined;
  }

  stop(): void {
    this.teaching.cancel();
    this.measuring.cancel();
    this.learning = undefined;
    this.running = undefined;
  }

  /** Others have taken the test digits' place. */
  forget(): void {
    this.stop();
    this.lines = {};
    this.examples = {};
  }

  private bent(kind: Kind): Promise<Uint8Array[]> {
    return Promise.all(
      amounts[kind].map((amount) =>
        engine.bent(kind, amount, lab.seed, Math.min(example, digits.labels!.length - 1), 1),
      ),
    );
  }
}

export const robustness = new Robustness();

digits.whenOthers('test', () => robustness.forget());

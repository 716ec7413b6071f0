import { activeModel, digits, engine } from '../../shared/activeModel.svelte';
import { mostLayers, recipe, validating, type Choice } from '../../engine/architecture';
import { claim } from '../../shared/trainingLock';
import { lab } from '../../state/state.svelte';

/** The contest of the chapter "ReLU vs sigmoid": the same layers, seed, digits, optimizer and rate. */
export const contest = { width: 16, optimizer: 'sgd', rate: 0.3 } as const;
export const rivals = ['sigmoid', 'relu'] as const;
export const depths = [1, 2, 4, 6, mostLayers];
export const seeds = [1, 2, 3];

const seen = 60000; // digits that each network sees: of few, more often
const slice = 80; // milliseconds of training between two looks at it

/**
 * What one training came to: the share of validation digits that it answers right, and the mean size of the first
 * layer's gradient in its last epoch.
 */
export interface Outcome {
  accuracy: number;
  gradient: number;
}

/** What came of the contest, depth by depth: of each activation an outcome a seed. */
class DepthExperiment {
  outcomes = $state.raw<Record<string, Outcome[]>>({});
  isRunning = $state(false);
  /** From 0 to 1. */
  progress = $state(0);
  /** The depth and the seed under way. */
  now = $state.raw({ depth: depths[0]!, seed: seeds[0]! });
  private round = 0;

  of(activation: string, depth: number): Outcome[] {
    return this.outcomes[`${activation} ${depth}`] ?? [];
  }

  async measure(): Promise<void> {
    if (this.isRunning) return this.leave();
    claim(this);
    ((this.isRunning = true), (this.progress = 0), (this.outcomes = {}));
    const round = ++this.round,
      all = seeds.flatMap((seed) => depths.map((depth) => ({ depth, seed })));
    try {
      if (await digits.learn())
        for (const [i, now] of all.entries()) {
          if (round !== this.round) return;
          this.now = now;
          await this.hold(now.depth, now.seed, (share) => (this.progress = (i + share) / all.length));
        }
      if (round === this.round) this.isRunning = false;
    } catch (wrong) {
      this.leave();
      activeModel.problem = wrong instanceof Error ? wrong.message : String(wrong);
    }
  }

  /** Stops; what was measured stays. */
  leave(): void {
    this.isRunning = false;
    this.round++;
  }

  /** Other digits have taken the place of those that it learnt from. */
  forget(): void {
    this.leave();
    this.outcomes = {};
  }

  private async hold(depth: number, seed: number, tell: (share: number) => void): Promise<void> {
    const round = this.round,
      exportTrained = digits.counts.training ?? seen,
      validation = validating(exportTrained);
    const [one, other] = rivals.map((activation): Choice => ({
      hidden: new Array<number>(depth).fill(contest.width),
      activation,
      optimizer: contest.optimizer,
      rate: contest.rate,
      batch: lab.batch,
      seed,
      epochs: Math.ceil(seen / exportTrained),
    }));
    await engine.begin(recipe(one!, validation));
    if (round !== this.round) return;
    let news = await engine.join(recipe(other!, validation));
    while (round === this.round && [news, ...(news.beside ?? [])].some((each) => !each.isFinished)) {
      news = await engine.run(slice);
      if (round !== this.round) return;
      tell(news.step / news.steps);
      for (const [lane, each] of [news, ...(news.beside ?? [])].entries())
        if (each.isFinished && each.epochs.length > 0) {
          const { validationAccuracy, gradientNorms } = each.epochs.at(-1)!,
            key = `${rivals[lane]} ${depth}`;
          this.outcomes = {
            ...this.outcomes,
            [key]: [...(this.outcomes[key] ?? []), { accuracy: validationAccuracy!, gradient: gradientNorms[0]! }],
          };
        }
    }
  }
}

export const depthExperiment = new DepthExperiment();

digits.whenOthers('training', () => depthExperiment.forget());

import { digits, engine, lensTask } from '../../shared/activeModel.svelte';
import { mostLayers, recipe, validating, type Choice } from '../../engine/architecture';
import { claim } from '../../shared/trainingLock';
import type { Run } from '../../shared/task.svelte';
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
  readonly task = lensTask();
  /** The depth and the seed under way. */
  now = $state.raw({ depth: depths[0]!, seed: seeds[0]! });

  of(activation: string, depth: number): Outcome[] {
    return this.outcomes[`${activation} ${depth}`] ?? [];
  }

  async measure(): Promise<void> {
    if (this.task.isBusy) return this.leave();
    claim(this);
    this.outcomes = {};
    const all = seeds.flatMap((seed) => depths.map((depth) => ({ depth, seed })));
    await this.task.run(async (run) => {
      if (!(await digits.learn())) return;
      for (const [i, now] of all.entries()) {
        if (!run.isCurrent) return;
        this.now = now;
        await this.hold(run, now, (share) => (this.task.progress = (i + share) / all.length));
      }
    });
  }

  /** Stops; what was measured stays. */
  leave(): void {
    this.task.cancel();
  }

  /** Other digits have taken the place of those that it learnt from. */
  forget(): void {
    this.leave();
    this.outcomes = {};
  }

  private async hold(
    run: Run,
    { depth, seed }: { depth: number; seed: number },
    tell: (share: number) => void,
  ): Promise<void> {
    const count = digits.counts.training ?? seen,
      validation = validating(count);
    const [one, other] = rivals.map((activation): Choice => ({
      hidden: new Array<number>(depth).fill(contest.width),
      activation,
      optimizer: contest.optimizer,
      rate: contest.rate,
      batch: lab.batch,
      seed,
      epochs: Math.ceil(seen / count),
    }));
    await engine.begin(recipe(one!, validation));
    if (!run.isCurrent) return;
    let news = await engine.join(recipe(other!, validation));
    while (run.isCurrent && [news, ...(news.beside ?? [])].some((each) => !each.isFinished)) {
      news = await engine.run(slice);
      if (!run.isCurrent) return;
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

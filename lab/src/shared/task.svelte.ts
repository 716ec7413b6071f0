import { untrack } from 'svelte';
import { explain } from './problems';

/** Tells the work whether it still counts: a newer run, or a cancellation, makes it outdated. */
export interface Run {
  readonly isCurrent: boolean;
}

/** Work as a view shows it: whether it is under way, how far it is, and what went wrong. The latest run counts. */
export class Task {
  isBusy = $state(false);
  /** From 0 to 1, where the work tells it. */
  progress = $state(0);
  failure = $state.raw<unknown>();
  private round = 0;
  private wanted: { value: unknown } | undefined;

  /** @param teller The task that shows what goes wrong here; without one, this task does. */
  constructor(private readonly teller?: Task) {}

  /** What went wrong, in the language of the page. */
  get problem(): string {
    return this.failure === undefined ? '' : explain(this.failure);
  }

  /** Begins the work; a run that is under way becomes outdated. */
  async run(work: (run: Run) => Promise<void>): Promise<void> {
    const round = ++this.round;
    const isCurrent = () => round === this.round;
    const run: Run = {
      get isCurrent() {
        return isCurrent();
      },
    };
    this.isBusy = true;
    this.progress = 0;
    this.failure = undefined;
    try {
      await work(run);
    } catch (exception) {
      if (isCurrent()) (this.teller ?? this).failure = exception;
    } finally {
      if (isCurrent()) this.isBusy = false;
    }
  }

  /** Begins the work unless some is under way. */
  async once(work: (run: Run) => Promise<void>): Promise<void> {
    if (!untrack(() => this.isBusy)) await this.run(work); // an effect that begins work does not wait for its end
  }

  /** Works for the latest value: those that come while it is busy replace one another. */
  async follow<T>(value: T, work: (value: T, run: Run) => Promise<void>): Promise<void> {
    this.wanted = { value };
    await this.once(async (run) => {
      while (this.wanted && run.isCurrent) {
        const { value: now } = this.wanted;
        this.wanted = undefined;
        await work(now as T, run);
      }
    });
  }

  /** A newer value that waits for the work on the present one to end. */
  get waiting(): unknown {
    return this.wanted?.value;
  }

  /** Ends the run under way: its work sees it and stops, and nothing that it does counts. */
  cancel(): void {
    this.round++;
    this.wanted = undefined;
    this.isBusy = false;
  }
}

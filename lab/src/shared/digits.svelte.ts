import { engine } from './engineHost.svelte';
import { oneOfEach } from './nearest';
import type { DigitSet } from '../engine/engine';
import { BadFile, mostMegabytes, sorted, type Pair } from '../engine/openedFiles';
import { Task } from './task.svelte';
import { readIdx, unpacked } from '../engine/idx';
import { digitFile, files } from '../engine/site';

const whole = { training: 60000, test: 10000 }; // of MNIST

/**
 * The digits that the page works with: the site's, which are all of MNIST or a thousand of it, or those of files that
 * somebody opened.
 */
class Digits {
  /** Labels of the test digits. */
  labels = $state.raw<Uint8Array>();
  /** Labels of the digits to learn from. */
  known = $state.raw<Uint8Array>();
  handful = $state.raw<{ index: number; pixels: Uint8Array }[]>([]);
  /** How many there are of each set, as far as is known: also before a set is open. */
  counts = $state.raw<Partial<Record<DigitSet, number>>>({});
  private missing = $state.raw<Partial<Record<DigitSet, boolean>>>({});
  /** Whether some come from files that were opened. */
  isGiven = $state(false);
  /** What is wrong with the files that were opened last. */
  private readonly task = new Task();
  /** No test digits. */
  isMissing = $derived(this.missing.test === true);
  /** No digits to learn from. */
  isUntaught = $derived(this.missing.training === true);
  isWhole = $derived(this.counts.training === whole.training && this.counts.test === whole.test);
  private readonly opening: Partial<Record<DigitSet, Promise<boolean>>> = {};
  private readonly forgetting: [DigitSet, () => void][] = [];

  /** Opens the test set once; false where this copy of the site is without it. */
  open(): Promise<boolean> {
    return (this.opening.test ??= this.bring('test'));
  }

  /** Opens the digits to learn from, once; false where this copy of the site is without them. */
  learn(): Promise<boolean> {
    return (this.opening.training ??= this.bring('training'));
  }

  /** Learns how many digits there are, without bringing them. */
  async survey(): Promise<void> {
    await Promise.all(
      (['training', 'test'] as const).map(async (set) => {
        if (this.counts[set] !== undefined || this.opening[set]) return;
        const labels = await digitFile(files[set][1], location.href)
          .then(unpacked)
          .then(readIdx)
          .catch(() => undefined);
        if (!this.opening[set]) this.note(set, labels?.extents[0]);
      }),
    );
  }

  get isOpening(): boolean {
    return this.task.isBusy;
  }

  get problem(): unknown {
    return this.task.failure;
  }

  /**
   * Takes IDX files in place of what there was. Where one of them is bad, all stays as it is, and `problem` says why.
   */
  async give(chosen: File[]): Promise<void> {
    await this.task.once(async () => {
      const sets = await sorted(
        await Promise.all(chosen.map(async (file) => ({ name: file.name, bytes: await contents(file) }))),
      );
      for (const set of ['training', 'test'] as const) if (sets[set]) await this.take(set, sets[set]);
      await this.deal(0);
    });
  }

  /**
   * Calls this whenever other digits have taken the place of a set: what was found with those before no longer holds.
   */
  whenOthers(set: DigitSet, forget: () => void): void {
    this.forgetting.push([set, forget]);
  }

  /** One digit of each class, others each time. */
  async deal(round: number): Promise<void> {
    if (!(await this.open())) return;
    const labels = this.labels!;
    this.handful = await this.pictures(oneOfEach(labels, round));
  }

  async pictures(indices: number[]): Promise<{ index: number; pixels: Uint8Array }[]> {
    if (indices.length === 0) return [];
    const all = await engine.pictures('test', indices);
    return indices.map((index, i) => ({ index, pixels: all.subarray(784 * i, 784 * (i + 1)) }));
  }

  private async bring(set: DigitSet): Promise<boolean> {
    const labels = await engine.open(set).catch(() => undefined);
    this.hold(set, labels);
    return labels !== undefined;
  }

  private async take(set: DigitSet, pair: Pair): Promise<void> {
    await this.opening[set]; // else the site's digits would come after these
    const labels = await engine.give(set, pair.pictures, pair.labels);
    this.opening[set] = Promise.resolve(true);
    this.isGiven = true;
    this.hold(set, labels);
    for (const [of, forget] of this.forgetting) if (of === set) forget();
  }

  private hold(set: DigitSet, labels: Uint8Array | undefined): void {
    if (set === 'test') this.labels = labels;
    else this.known = labels;
    this.note(set, labels?.length);
  }

  private note(set: DigitSet, count: number | undefined): void {
    this.counts = { ...this.counts, [set]: count };
    this.missing = { ...this.missing, [set]: count === undefined };
  }
}

async function contents(file: File): Promise<Uint8Array> {
  if (file.size > mostMegabytes << 20) throw new BadFile('tooLarge', file.name);
  return new Uint8Array(await file.arrayBuffer());
}

export const digits = new Digits();

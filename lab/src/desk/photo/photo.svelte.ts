import { activeModel, digits, engine } from '../../shared/activeModel.svelte';
import { decode, sheet } from '../../shared/grays';
import { Problem } from '../../shared/problems';
import { Task } from '../../shared/task.svelte';
import type { PageCard, Stage } from '../../engine/engine';

const mostBytes = 64; // MB of a picture file
const written = ['3141592', '2718281', '1618033'];

/** A picture with several digits, and what the network on the desk reads on it. */
class Photo {
  picture = $state.raw<Stage>();
  page = $state.raw<PageCard>();
  milliseconds = $state(0);
  readonly task = new Task();

  async open(file: Blob): Promise<void> {
    await this.task.run(async () => {
      if (file.size > mostBytes << 20) throw new Problem((words) => words.photo.tooLarge(mostBytes));
      this.picture = await decode(file).catch(() => {
        throw new Problem((words) => words.photo.notAPicture);
      });
    });
    if (this.task.failure === undefined) await this.read();
  }

  /** A page made of test digits, as a photo has them. */
  async sample(): Promise<void> {
    if (!(await digits.open())) return;
    const labels = digits.labels!,
      used = new Map<number, number>();
    const next = (digit: number) => {
      const after = labels.indexOf(digit, (used.get(digit) ?? -1) + 1),
        index = after >= 0 ? after : labels.indexOf(digit); // of few digits the same again
      used.set(digit, index);
      return index;
    };
    const indices = written.map((line) => Array.from(line, (c) => next(Number(c))).filter((index) => index >= 0));
    const lines = await Promise.all(
      indices.map(async (line) => (await digits.pictures(line)).map((digit) => digit.pixels)),
    );
    this.picture = sheet(lines, (i) => Math.sin(12.9 * i));
    await this.read();
  }

  /** Reads the picture; of several readings under way the latest counts. */
  async read(): Promise<void> {
    if (!this.picture) return;
    const { picture } = this,
      begun = performance.now();
    this.page = undefined;
    await this.task.run(async (run) => {
      const page = await engine.page(picture);
      if (!run.isCurrent) return;
      this.page = page;
      this.milliseconds = performance.now() - begun;
    });
  }

  /** What is read follows the network on the desk. */
  follow(): void {
    if (activeModel.card !== this.readBy) {
      this.readBy = activeModel.card;
      void this.read();
    }
  }

  private readBy: unknown = activeModel.card;
}

export const photo = new Photo();

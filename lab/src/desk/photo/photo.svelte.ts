import { activeModel, digits, engine } from '../../shared/activeModel.svelte';
import { decode, sheet } from '../../shared/grays';
import type { PageCard, Stage } from '../../engine/engine';

const mostBytes = 64; // MB of a picture file
const written = ['3141592', '2718281', '1618033'];

/** A picture with several digits, and what the network on the desk reads on it. */
class Photo {
  picture = $state.raw<Stage>();
  page = $state.raw<PageCard>();
  milliseconds = $state(0);
  isReading = $state(false);
  /** notAPicture and tooLarge are told in the page's words, anything else in the engine's. */
  problem = $state('');
  readonly mostMegabytes = mostBytes;
  private asked = 0;

  async open(file: Blob): Promise<void> {
    this.problem = '';
    if (file.size > mostBytes << 20) {
      this.problem = 'tooLarge';
      return;
    }
    try {
      this.picture = await decode(file);
    } catch {
      this.problem = 'notAPicture';
      return;
    }
    await this.read();
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
    const mine = ++this.asked,
      begun = performance.now();
    ((this.isReading = true), (this.page = undefined), (this.problem = ''));
    try {
      const page = await engine.page(this.picture);
      if (mine === this.asked) ((this.page = page), (this.milliseconds = performance.now() - begun));
    } catch (wrong) {
      if (mine === this.asked) this.problem = wrong instanceof Error ? wrong.message : String(wrong);
    }
    if (mine === this.asked) this.isReading = false;
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

import { activeModel, digits, engine } from '../../shared/activeModel.svelte';
import { download } from '../../shared/download';
import { Task } from '../../shared/task.svelte';
import { idx } from '../../engine/idx';
import { claim } from '../../shared/trainingLock';
import { lab } from '../../state/state.svelte';

const key = 'limpid.own',
  pixels = 784,
  epochs = 6,
  rate = 0.003,
  // measured at rates of 0.002 to 0.004: of 30 misread digits 16 to 23 are learnt, and about 1 % of the test digits are
  // forgotten
  slice = 60;

export interface OwnDigit {
  label: number;
  picture: Uint8Array;
}

/** Digits as the browser keeps them: a label and 784 bytes each. */
export function pack(kept: OwnDigit[]): string {
  const bytes = kept.map((digit) => String.fromCharCode(digit.label, ...digit.picture)).join('');
  return btoa(bytes);
}

/** What was kept; nothing where it was not ours. */
export function unpack(text: string): OwnDigit[] {
  let bytes: Uint8Array;
  try {
    bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  } catch {
    return [];
  }
  if (bytes.length % (pixels + 1) !== 0) return [];
  return Array.from({ length: bytes.length / (pixels + 1) }, (_, i) => ({
    label: bytes[i * (pixels + 1)]!,
    picture: bytes.slice(i * (pixels + 1) + 1, (i + 1) * (pixels + 1)),
  })).filter((digit) => digit.label < 10);
}

/** Somebody's own digits: kept in this browser, exportTrained to the network on the desk, downloaded. */
class Own {
  kept = $state.raw<OwnDigit[]>([]);
  /** Why they are not stored, where they are not. */
  storage = $state<'stored' | 'full' | 'forbidden'>('stored');
  isAlone = $state(false);
  result = $state.raw<{ before: number; after: number; of: number }>();
  readonly task = new Task();

  constructor() {
    try {
      this.kept = unpack(localStorage.getItem(key) ?? '');
    } catch {
      this.storage = 'forbidden';
    }
  }

  /** Keeps what is drawn on the pad, and clears the pad for the next. */
  keep(label: number): void {
    if (activeModel.isBlank) return;
    this.set([...this.kept, { label, picture: activeModel.picture.slice() }]);
    ((lab.strokes = []), (lab.example = -1));
  }

  remove(index: number): void {
    this.set(this.kept.toSpliced(index, 1));
  }

  clear(): void {
    this.set([]);
  }

  save(): void {
    const { pictures, labels } = this.files();
    download('own-images-idx3-ubyte', pictures);
    download('own-labels-idx1-ubyte', labels);
  }

  /** The network on the desk learns them, and takes the desk again. */
  async teach(): Promise<void> {
    if (this.kept.length === 0) return;
    await this.task.once(async (run) => {
      this.result = undefined;
      claim(this);
      this.isAlone = !(await digits.learn());
      const before = await this.right(),
        { pictures, labels } = this.files();
      if (!run.isCurrent) return;
      let news = await engine.tune(pictures, labels, epochs, rate);
      while (!news.isFinished && run.isCurrent) {
        news = await engine.run(slice);
        this.task.progress = news.step / news.steps;
      }
      if (!run.isCurrent) return;
      await activeModel.adopt();
      this.result = { before, after: await this.right(), of: this.kept.length };
    });
  }

  leave(): void {
    this.task.cancel();
  }

  /** How many of them the network on the desk reads right. */
  private async right(): Promise<number> {
    const all = new Uint8Array(pixels * this.kept.length);
    this.kept.forEach((digit, i) => all.set(digit.picture, pixels * i));
    const said = await engine.read(all);
    return this.kept.filter((digit, i) => said[3 * i] === digit.label).length;
  }

  private files(): { pictures: Uint8Array; labels: Uint8Array } {
    const n = this.kept.length;
    return {
      pictures: idx(
        [n, 28, 28],
        this.kept.map((digit) => digit.picture),
      ),
      labels: idx([n], [Uint8Array.from(this.kept, (digit) => digit.label)]),
    };
  }

  private set(kept: OwnDigit[]): void {
    this.kept = kept;
    try {
      localStorage.setItem(key, pack(kept));
      this.storage = 'stored';
    } catch (wrong) {
      this.storage = wrong instanceof DOMException && wrong.name === 'QuotaExceededError' ? 'full' : 'forbidden';
    }
  }
}

export const ownDigits = new Own();

import { activeModel, digits, engine } from '../../shared/activeModel.svelte';
import { download } from '../../shared/download';
import { engineHost } from '../../shared/engineHost.svelte';
import { Problem } from '../../shared/problems';
import { Task } from '../../shared/task.svelte';
import type { NetworkCard } from '../../engine/engine';

const mostMegabytes = 32,
  chunk = 250,
  mostShown = 60;

/** The places of the shelf. */
const slots = [0, 1] as const;

/** Of how many test digits both, one or none of two models is right; and which. */
export interface Tally {
  right: [number, number];
  both: number;
  only: [number[], number[]];
  neither: number[];
}

/** Counts who is right; `said` holds class and confidence of each digit. */
export function tally(labels: ArrayLike<number>, one: ArrayLike<number>, two: ArrayLike<number>, count: number): Tally {
  const sums: Tally = { right: [0, 0], both: 0, only: [[], []], neither: [] };
  for (let i = 0; i < count; i++) {
    const first = one[2 * i] === labels[i],
      second = two[2 * i] === labels[i];
    if (first) sums.right[0]++;
    if (second) sums.right[1]++;
    if (first && second) sums.both++;
    else if (first) sums.only[0].push(i);
    else if (second) sums.only[1].push(i);
    else sums.neither.push(i);
  }
  return sums;
}

/** Models as files, and two of them side by side. */
class Models {
  /** Files: opened or saved. */
  readonly filing = new Task();
  readonly comparing = new Task();
  opened = $state('');
  choice = $state<[string, string]>(['reference', 'cnn']);
  cards = $state.raw<(NetworkCard | undefined)[]>([]);
  sums = $state.raw<Tally>();
  count = $state(0);
  shown = $state.raw<{ index: number; pixels: Uint8Array; said: [number, number] }[]>([]);
  private said: [Float32Array, Float32Array] = [new Float32Array(), new Float32Array()];

  async open(file: File): Promise<void> {
    await this.filing.run(async () => {
      this.opened = '';
      if (file.size > mostMegabytes << 20) throw new Problem((words) => words.models.tooLarge(mostMegabytes));
      await activeModel.lay(new Uint8Array(await file.arrayBuffer()));
      this.opened = file.name;
    });
  }

  async save(format: 'safetensors' | 'json' | 'onnx'): Promise<void> {
    await this.filing.run(async () => {
      const content =
        format === 'json' ? await engine.json() : format === 'onnx' ? await engineHost.onnx() : await engine.save();
      if (content !== undefined) download(`limpid.${format}`, content);
    });
  }

  /** Lets both read the test digits, a part of them at a time. */
  async compare(): Promise<void> {
    if (!(await digits.open())) return;
    await this.comparing.once(async (run) => {
      this.forget();
      this.count = 0;
      const files = await Promise.all(this.choice.map(file));
      this.cards = await Promise.all(slots.map((slot) => engine.lay(slot, files[slot]!)));
      const labels = digits.labels!;
      this.said = [new Float32Array(2 * labels.length), new Float32Array(2 * labels.length)];
      for (let first = 0; first < labels.length && run.isCurrent && labels === digits.labels; first += chunk) {
        for (const slot of slots) this.said[slot].set(await engine.judgeBy(slot, first, chunk), 2 * first);
        this.count = Math.min(labels.length, first + chunk);
        this.sums = tally(labels, ...this.said, this.count);
      }
    });
  }

  stop(): void {
    this.comparing.cancel();
  }

  /** Others have taken the digits' place. */
  forget(): void {
    this.sums = undefined;
    this.shown = [];
  }

  async show(indices: number[]): Promise<void> {
    const pictures = await digits.pictures(indices.slice(0, mostShown));
    this.shown = pictures.map((picture) => ({
      ...picture,
      said: [this.said[0][2 * picture.index]!, this.said[1][2 * picture.index]!],
    }));
  }
}

/** The file of a choice: of a model of the site, or of the network on the desk as it is now. */
async function file(choice: string): Promise<Uint8Array> {
  if (choice === 'desk') return engine.save();
  const response = await fetch(`models/${choice}.safetensors`);
  if (!response.ok) throw new Error(`models/${choice}.safetensors: ${response.status} ${response.statusText}`);
  return new Uint8Array(await response.arrayBuffer());
}

export const models = new Models();

digits.whenOthers('test', () => {
  models.stop();
  models.forget();
});

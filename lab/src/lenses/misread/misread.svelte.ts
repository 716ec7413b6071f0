import { activeModel, digits, engine, lensTask } from '../../shared/activeModel.svelte';

const chunk = 250; // digits between two looks
const mostShown = 48;

/** The network on the desk before all test digits: what it said to each. */
class Misread {
  matrix = $state.raw<number[][]>([]);
  right = $state(0);
  readonly task = lensTask();
  isDone = $state(false);
  shown = $state.raw<{ index: number; pixels: Uint8Array; said: number; confidence: number }[]>([]);
  count = 0;
  private said = new Float32Array();

  async run(): Promise<void> {
    if (!(await digits.open())) return;
    await this.task.once(async () => {
      this.isDone = false;
      this.count = digits.labels!.length;
      this.said = new Float32Array(2 * this.count);
      const labels = digits.labels;
      for (let first = 0; first < this.count && labels === digits.labels; first += chunk) {
        this.said.set(await engine.judge(first, chunk), 2 * first);
        this.task.progress = Math.min(1, (first + chunk) / this.count);
      }
      if (labels !== digits.labels) return; // others have taken their place
      this.tally();
      this.isDone = true;
      await this.show(undefined);
    });
  }

  /** The digits of one cell of the matrix, or the surest mistakes; the surest first. */
  async show(cell: { written: number; said: number } | undefined): Promise<void> {
    if (!this.isDone) return;
    const labels = digits.labels!,
      said = this.said;
    const indices = Array.from(labels.keys()).filter((i) =>
      cell ? labels[i] === cell.written && said[2 * i] === cell.said : labels[i] !== said[2 * i],
    );
    indices.sort((one, two) => said[2 * two + 1]! - said[2 * one + 1]!);
    const pictures = await digits.pictures(indices.slice(0, mostShown));
    this.shown = pictures.map((picture) => ({
      ...picture,
      said: said[2 * picture.index]!,
      confidence: said[2 * picture.index + 1]!,
    }));
  }

  /** Others have taken the digits' place. */
  forget(): void {
    ((this.isDone = false), (this.matrix = []), (this.shown = []), (this.right = 0));
  }

  private tally(): void {
    const classes = activeModel.card!.classNames.length,
      matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
    digits.labels!.forEach((label, i) => matrix[label]![this.said[2 * i]!]!++);
    this.matrix = matrix;
    this.right = matrix.reduce((sum, row, i) => sum + row[i]!, 0);
  }
}

export const misread = new Misread();

digits.whenOthers('test', () => misread.forget());

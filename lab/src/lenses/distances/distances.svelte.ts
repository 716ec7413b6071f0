import { activeModel, digits, engine, lensTask } from '../../shared/activeModel.svelte';
import { noDigits } from '../../shared/problems';
import { extreme, joined, means, ofClass, spread, type Neighbor, type Pair } from '../../shared/nearest';
import { lab } from '../../state/state.svelte';

export const perClass = 30; // test digits that are compared, at most
const ways = 10,
  neighbors = 8; // pictures that are shown
const block = 2500; // training digits between two looks
const slice = 60; // milliseconds

/** Pictures by their pixels: how far apart digits are, and who is next to whom. */
class Distances {
  /** Ways to write the chosen digit, with what the network says to each. */
  ten = $state.raw<{ index: number; pixels: Uint8Array; said: number }[]>([]);
  farthest = $state.raw<Pair>();
  foreign = $state.raw<Pair>();
  pictures = $state.raw<Map<number, Uint8Array>>(new Map());
  /** Mean distances, class by class; rows come one after the other. */
  matrix = $state.raw<number[][]>([]);
  near = $state.raw<(Neighbor & { label: number; pixels: Uint8Array })[]>([]);
  private readonly following = lensTask();
  readonly seeking = lensTask();
  readonly measuring = lensTask();
  result = $state.raw<{ count: number; known: number; neighbor: number; network: number; both: number }>();

  /** The chosen digit's ten ways, and their distances. */
  async follow(digit: number): Promise<void> {
    await this.following.run(async (run) => {
      if (!(await digits.open())) return;
      const labels = digits.labels!,
        indices = ofClass(labels, digit, ways),
        all = this.sample();
      const pictures = await digits.pictures(indices),
        said: number[] = [];
      for (const index of indices) said.push((await engine.judge(index, 1))[0]!);
      const within = await engine.distances('test', indices, indices),
        without = await engine.distances('test', indices, all);
      if (!run.isCurrent) return;
      this.ten = pictures.map((picture, i) => ({ ...picture, said: said[i]! }));
      this.farthest = extreme(within, indices, indices, 1, (one, two) => one < two);
      const foreign = extreme(without, indices, all, -1, (_, two) => labels[two] !== digit);
      this.pictures = new Map(
        (await digits.pictures([...indices, ...(foreign ? [foreign.two] : [])])).map((each) => [
          each.index,
          each.pixels,
        ]),
      );
      this.foreign = foreign;
      await this.compare();
    });
  }

  /** The training digits nearest to the picture on the desk. */
  async seek(): Promise<void> {
    await this.seeking.once(async () => {
      const labels = await this.learn(),
        picture = activeModel.picture,
        most = Math.min(lab.known, labels.length);
      let found: Neighbor[] = [];
      for (let first = 0; first < most; first += block) {
        found = joined(
          found,
          await engine.nearest(picture, 'training', first, Math.min(block, most - first), neighbors),
          neighbors,
        );
        this.seeking.progress = Math.min(1, (first + block) / most);
      }
      const pictures = await engine.pictures(
        'training',
        found.map((each) => each.index),
      );
      this.near = found.map((each, i) => ({
        ...each,
        label: labels[each.index]!,
        pixels: pictures.subarray(784 * i, 784 * (i + 1)),
      }));
    });
  }

  /** The same test digits read by their nearest training digit, and by the network. */
  async measure(): Promise<void> {
    await this.measuring.once(async () => {
      const known = await this.learn(),
        most = Math.min(lab.known, known.length),
        labels = digits.labels!;
      const { indices, firsts, each } = spread(labels.length);
      const said: number[] = [];
      for (const first of firsts)
        said.push(...Array.from(await engine.judge(first, each)).filter((_, k) => k % 2 === 0));
      await engine.seek(indices);
      for (let done = 0; done < most; this.measuring.progress = done / most) done = await engine.compare(slice, most);
      const nearest = await engine.found(),
        right = (guess: (i: number) => number) => indices.filter((index, i) => guess(i) === labels[index]).length;
      const both = indices.filter(
        (index, i) => known[nearest[i]!] !== labels[index] && said[i] !== labels[index],
      ).length;
      this.result = {
        count: indices.length,
        known: most,
        neighbor: right((i) => known[nearest[i]!]!),
        network: right((i) => said[i]!),
        both,
      };
    });
  }

  /** Others have taken the digits' place. */
  forget(): void {
    this.following.cancel();
    this.ten = [];
    this.near = [];
    this.matrix = [];
    this.result = undefined;
    this.farthest = undefined;
    this.foreign = undefined;
  }

  private sample(): number[] {
    return Array.from({ length: 10 }, (_, digit) => ofClass(digits.labels!, digit, perClass)).flat();
  }

  private async compare(): Promise<void> {
    if (this.matrix.length === 10) return;
    const labels = digits.labels!,
      all = this.sample();
    for (let digit = this.matrix.length; digit < 10; digit++) {
      const own = ofClass(labels, digit, perClass),
        row = means(await engine.distances('test', own, all), own, all, (index) => labels[index]!, 10);
      if (this.matrix.length === digit) this.matrix = [...this.matrix, row];
    }
  }

  /** The labels of the digits to learn from. */
  private async learn(): Promise<Uint8Array> {
    if (!(await digits.learn()) || !(await digits.open())) throw noDigits();
    return digits.known!;
  }
}

export const distances = new Distances();

digits.whenOthers('test', () => distances.forget());
digits.whenOthers('training', () => distances.forget());

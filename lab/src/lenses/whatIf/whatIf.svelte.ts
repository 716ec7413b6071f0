import { activeModel, digits, engine, lensTask } from '../../shared/activeModel.svelte';
import { flips, type Flip } from './flips';
import type { Rescore } from '../../engine/workbench';

const slice = 30; // milliseconds of scoring between two looks
const mostShown = 36; // pictures of a kind

export interface Turned extends Flip {
  pixels: Uint8Array;
}

/** What all test digits say to the network as it was changed, beside what they said before. */
class WhatIf {
  news = $state.raw<Rescore>();
  lost = $state.raw<Turned[]>([]);
  won = $state.raw<Turned[]>([]);
  other = $state.raw<Turned[]>([]);
  counts = $state.raw({ lost: 0, won: 0, other: 0 });
  /** The network's version that the lists are of; -1 before the first. */
  version = $state(-1);
  private readonly task = lensTask();

  /** Scores until the latest change has been judged by every digit; a change in between begins where it must. */
  async follow(): Promise<void> {
    if (!(await digits.open())) return;
    await this.task.once(async () => {
      while (this.version !== activeModel.version) {
        const version = activeModel.version;
        do this.news = await engine.score(slice);
        while (this.news.stale > 0);
        if (version !== activeModel.version) continue;
        await this.list();
        this.version = version;
      }
    });
  }

  /** Others have taken the digits' place. */
  forget(): void {
    this.version = -1;
    this.news = undefined;
    this.lost = [];
    this.won = [];
    this.other = [];
  }

  private async list(): Promise<void> {
    const found = flips(digits.labels!, await engine.said());
    this.lost = await pictured(found.lost);
    this.won = await pictured(found.won);
    this.other = await pictured(found.other);
    this.counts = { lost: found.lost.length, won: found.won.length, other: found.other.length };
  }
}

async function pictured(list: Flip[]): Promise<Turned[]> {
  const some = list.slice(0, mostShown);
  const pictures = await digits.pictures(some.map((flip) => flip.index));
  return some.map((flip, i) => ({ ...flip, pixels: pictures[i]!.pixels }));
}

export const whatIf = new WhatIf();

digits.whenOthers('test', () => whatIf.forget());

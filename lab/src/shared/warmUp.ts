import type { Strokes } from '../engine/engine';
import { activeModel, engine } from './activeModel.svelte';

const runs = 12;
let isWarm = false;

/** Warms up the WebAssembly interpreter once, so that the first stroke is not slow. */
export async function warmUp(strokes: Strokes): Promise<void> {
  if (isWarm) return;
  isWarm = true;
  for (let i = 0; i < runs; i++) {
    await activeModel.inTurn(async () => {
      await engine.draw(strokes);
      await engine.look(activeModel.picture);
    });
  }
}

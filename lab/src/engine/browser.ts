import { worker } from './startWorker';
import type { Host } from './host';
import type { Answer, Ask } from './messages';

/** The engine in a Web Worker: everything is computed in this browser, and nothing blocks the page. */
export class BrowserHost implements Host {
  readonly mayVanish = false;
  private readonly waiting = new Map<number, { done: (value: unknown) => void; failed: (wrong: Error) => void }>();
  private asked = 0;

  constructor() {
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      const asker = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      if (data.error === undefined) asker?.done(data.value);
      else asker?.failed(new Error(data.error));
    };
    worker.onerror = (event) => {
      for (const asker of this.waiting.values())
        asker.failed(new Error(event.message || 'The engine could not be started.'));
      this.waiting.clear();
    };
  }

  ask<T>(call: string, ...args: unknown[]): Promise<T> {
    const id = ++this.asked;
    return new Promise<T>((done, failed) => {
      this.waiting.set(id, { done: done as (value: unknown) => void, failed });
      worker.postMessage({ id, call, args } satisfies Ask);
    });
  }

  close(): void {
    worker.terminate();
  }
}

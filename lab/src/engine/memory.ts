import type { Host } from './host';

const between = 4000; // milliseconds of training between two states kept of it

/** A call that can be made again. */
type Made = [call: string, ...args: unknown[]];

/** What the page laid on its host, so that another host can go on with it. */
export class Memory {
  private readonly files = new Map<string, Promise<Uint8Array>>();
  private readonly sets = new Set<string>();
  private readonly shelf = new Map<number, Made>();
  private model: Made | undefined;
  private picture: Made | undefined;
  private edits: Made[] = [];
  private training: Made | undefined;
  private isLesson = false;
  private saved = 0;

  /** The call as hosts know it: a model's name becomes its file, which is kept. */
  async brought(call: string, args: unknown[]): Promise<Made> {
    if (call !== 'load') return [call, ...args];
    return ['Desk.Load', typeof args[0] === 'string' ? await this.file(args[0]) : args[0]];
  }

  /** Remembers a call that went well. */
  async keep(host: Host, call: string, args: unknown[]): Promise<void> {
    if (call === 'Desk.Load') (this.model = [call, ...args]), (this.edits = []);
    else if (call === 'Desk.Look') this.picture = [call, ...args];
    else if (call === 'Desk.Edit') this.edits.push([call, ...args]);
    else if (call === 'Desk.Restore') this.edits = [];
    else if (call === 'open') this.sets.add(args[0] as string);
    else if (call === 'Shelf.Lay') this.shelf.set(args[0] as number, [call, ...args]);
    else if (call === 'Session.Begin' || call === 'Session.Tune') (this.training = [call, ...args]), (this.isLesson = call === 'Session.Tune'), (this.saved = Date.now());
    else if (call === 'Session.Adopt') (this.model = ['Desk.Load', await host.ask<Uint8Array>('Desk.Save')]), (this.edits = []);
    else if ((call === 'Session.Run' || call === 'Session.Step') && host.mayVanish && Date.now() - this.saved > between) await this.save(host);
  }

  /** Keeps the training's whole state. A lesson is short, and is given again from its beginning. */
  async save(host: Host): Promise<void> {
    if (!this.training || this.isLesson) return;
    this.training = ['Session.Resume', await host.ask<Uint8Array>('Session.Save')];
    this.saved = Date.now();
  }

  /** Lays all of it on a host. */
  async lay(host: Host): Promise<void> {
    for (const set of this.sets) await host.ask('open', set).catch(() => undefined); // without digits all else still works
    if (this.model) await host.ask(...this.model);
    for (const edit of this.edits) await host.ask(...edit);
    if (this.picture) await host.ask(...this.picture);
    for (const made of this.shelf.values()) await host.ask(...made);
    if (this.training) await host.ask(...this.training).catch(() => (this.training = undefined));
  }

  private file(name: string): Promise<Uint8Array> {
    const known = this.files.get(name) ?? bring(`models/${name}.safetensors`);
    this.files.set(name, known);
    known.catch(() => this.files.delete(name));
    return known;
  }
}

async function bring(path: string): Promise<Uint8Array> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${response.statusText}`);
  return new Uint8Array(await response.arrayBuffer());
}

import type { Host } from './host';

const between = 4000; // milliseconds of training between two states kept of it

/** Calls that change the network on the desk. */
const changing = new Set([
  'ActiveModel.Edit',
  'WhatIf.SwitchOff',
  'WhatIf.SwitchOn',
  'WhatIf.Noise',
  'GradientStep.Step',
  'GradientStep.StepBack',
]);

/** A call that can be made again. */
type Made = [call: string, ...args: unknown[]];

/** What the page laid on its host, so that another host can go on with it. */
export class Memory {
  private readonly files = new Map<string, Promise<Uint8Array>>();
  private readonly sets = new Map<string, Made>(); // of digits: the site's, or files that somebody opened
  private readonly laid = new Map<string, Made>(); // models beside the desk's, by where they lie
  private model: Made | undefined;
  private picture: Made | undefined;
  private changes: Made[] = []; // of the network on the desk, in their order
  private sought: Made | undefined;
  private trainings: Made[] = []; // the first, and those beside it
  private isLesson = false;
  private saved = 0;

  /** The call as hosts know it: a model's name becomes its file, which is kept. */
  async brought(call: string, args: unknown[]): Promise<Made> {
    if (call === 'load') return ['ActiveModel.Load', typeof args[0] === 'string' ? await this.file(args[0]) : args[0]];
    if (call === 'bring')
      return ['TransformRobustness.Bring', args[0], args[1] ?? (await this.file(args[0] as string))];
    return [call, ...args];
  }

  /** Remembers a call that went well. */
  async keep(host: Host, call: string, args: unknown[]): Promise<void> {
    if (call === 'ActiveModel.Load') ((this.model = [call, ...args]), (this.changes = []));
    else if (call === 'ActiveModel.Look' || call === 'ActiveModel.Draw') this.picture = [call, ...args];
    else if (changing.has(call)) this.change([call, ...args]);
    else if (call === 'ActiveModel.Restore') this.changes = [];
    else if (call === 'open' || call === 'Digits.Open') this.open(call, args);
    else if (call === 'ComparisonModels.Lay' || call === 'TransformRobustness.Bring')
      this.laid.set(`${call} ${args[0]}`, [call, ...args]);
    else if (call === 'TransformRobustness.Teach')
      this.laid.set(`TransformRobustness.Bring ${args[0]}`, [call, ...args]); // until it is brought
    else if (call === 'Distances.Seek') this.sought = [call, ...args];
    else if (call === 'TrainingSession.Rewind' && host.mayVanish) await this.save(host);
    else if (call === 'TrainingSession.Begin' || call === 'TrainingSession.Tune')
      ((this.trainings = [[call, ...args]]),
        (this.isLesson = call === 'TrainingSession.Tune'),
        (this.saved = Date.now()));
    else if (call === 'TrainingSession.Join') this.trainings.push([call, ...args]);
    else if (call === 'TrainingSession.Adopt')
      ((this.model = ['ActiveModel.Load', await host.ask<Uint8Array>('ActiveModel.Save')]), (this.changes = []));
    else if (
      (call === 'TrainingSession.Run' || call === 'TrainingSession.Step') &&
      host.mayVanish &&
      Date.now() - this.saved > between
    )
      await this.save(host);
  }

  /** Remembers where a set of digits comes from. Other digits to learn from end what learnt from those before. */
  private open(call: string, args: unknown[]): void {
    this.sets.set(args[0] as string, [call, ...args]);
    if (call === 'Digits.Open' && args[0] === 'training') this.trainings = [];
  }

  /** Remembers a change: what is turned again and again counts once. */
  private change(made: Made): void {
    const last = this.changes.at(-1),
      same = { 'ActiveModel.Edit': 4, 'WhatIf.Noise': 1 }[made[0]]; // of so many first places
    if (last && same && last.slice(0, same).join() === made.slice(0, same).join()) this.changes.pop();
    this.changes.push(made);
  }

  /** Keeps the trainings' whole state. A lesson is short, and is given again from its beginning. */
  async save(host: Host): Promise<void> {
    if (this.isLesson) return;
    const saved: Made[] = [];
    for (const lane of this.trainings.keys())
      saved.push([
        lane === 0 ? 'TrainingSession.Resume' : 'TrainingSession.Rejoin',
        await host.ask<Uint8Array>('TrainingSession.Save', lane),
      ]);
    this.trainings = saved;
    this.saved = Date.now();
  }

  /** Lays all of it on a host. */
  async lay(host: Host): Promise<void> {
    // without digits all else still works
    for (const made of this.sets.values()) await host.ask(...made).catch(() => undefined);
    if (this.model) await host.ask(...this.model);
    for (const change of this.changes) await host.ask(...change);
    if (this.picture) await host.ask(...this.picture);
    for (const made of this.laid.values()) await host.ask(...made);
    if (this.sought) await host.ask(...this.sought).catch(() => (this.sought = undefined));
    for (const made of this.trainings) {
      const went = await host.ask(...made).then(
        () => true,
        () => false,
      ); // not without its digits
      if (!went) return void (this.trainings = []);
    }
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

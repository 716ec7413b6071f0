import { Task } from './task.svelte';
import { Calls } from '../engine/calls';
import type { Engine } from '../engine/engine';
import { Hosts, type HostKind } from '../engine/hosts';
import { findServer, health, toOnnx, type Health } from '../engine/server';

const again = 3000; // milliseconds between two looks whether a lost server is back

/** Where the engine runs, for the header to offer and to tell. */
class EngineHost {
  /** The server that brought this page; undefined where a plain folder of files did. */
  server = $state.raw<Health>();
  kind = $state<HostKind>('browser');
  /** How often another engine took over. */
  changes = $state(0);
  isLost = $state(false);
  readonly task = new Task();
  private wanted: HostKind = 'browser';
  private readonly hosts = new Hosts(() => this.lost());
  private readonly found = findServer().then((server) => (this.server = server));

  readonly engine: Engine = new Calls(this.hosts);

  /** Brings the engine to where it is wanted. */
  async follow(kind: HostKind): Promise<void> {
    this.wanted = kind;
    if (kind === 'server' && !(await this.found)) return; // a link may wish for a server that is not here
    if (kind !== this.wanted || this.isLost) return;
    await this.task.run(() => this.hosts.use(kind));
    if (this.kind !== this.hosts.kind) this.changes++;
    this.kind = this.hosts.kind;
  }

  /** The network on the desk as ONNX; undefined where there is no server that could write it. */
  async onnx(): Promise<Uint8Array | undefined> {
    return (await this.found) ? toOnnx(await this.engine.save()) : undefined;
  }

  private lost(): void {
    this.changes++;
    this.kind = 'browser';
    this.isLost = true;
    const timer = setInterval(async () => {
      if (!(await health())) return;
      clearInterval(timer);
      this.isLost = false;
      await this.follow(this.wanted);
    }, again);
  }
}

export const engineHost = new EngineHost();
export const engine: Engine = engineHost.engine;

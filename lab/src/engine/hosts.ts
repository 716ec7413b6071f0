import { BrowserHost } from './browser';
import { HostGone, type Host } from './host';
import { Memory } from './callReplay';
import { ServerHost } from './server';

export type HostKind = 'browser' | 'server';

/**
 * The hosts of the engine, one of which answers. A change of hosts loses nothing: all that the page laid on one is
 * laid on the other. Where the server goes away in mid-call, the browser answers the call.
 */
export class Hosts implements Host {
  readonly mayVanish = false;
  kind: HostKind = 'browser';
  private readonly browser = new BrowserHost();
  private readonly memory = new Memory();
  private server: ServerHost | undefined;
  private readonly asked = new Set<Promise<void>>();
  private changing: Promise<void> = Promise.resolve();

  /** @param lost Told when the server went away and the browser took over. */
  constructor(private readonly lost: () => void) {}

  async ask<T>(call: string, ...args: unknown[]): Promise<T> {
    for (let seen; seen !== this.changing;) await (seen = this.changing);
    const answer = this.answer<T>(call, args);
    const settled = answer.then(
      () => undefined,
      () => undefined,
    );
    this.asked.add(settled);
    void settled.then(() => this.asked.delete(settled));
    try {
      return await answer;
    } catch (wrong) {
      if (!(wrong instanceof HostGone)) throw wrong;
      return this.ask<T>(call, ...args);
    }
  }

  private async answer<T>(call: string, args: unknown[]): Promise<T> {
    const [own, ...given] = await this.memory.brought(call, args);
    const host = this.host;
    try {
      const value = await host.ask<T>(own, ...given);
      await this.memory.keep(host, own, given);
      // at hand should the server go away
      if (own === 'open' && host !== this.browser) void this.browser.ask('open', ...given).catch(() => undefined);
      return value;
    } catch (wrong) {
      if (wrong instanceof HostGone && host === this.host) this.leave();
      throw wrong;
    }
  }

  /** Goes over to a host. */
  use(kind: HostKind): Promise<void> {
    // what is under way is finished where it began
    const change = this.changing.then(() => Promise.all(this.asked)).then(() => this.change(kind));
    this.changing = change.catch(() => undefined);
    return change;
  }

  private async change(kind: HostKind): Promise<void> {
    if (this.kind === kind) return;
    const from = this.host,
      to = kind === 'server' ? await ServerHost.open() : this.browser;
    await this.memory.save(from).catch(() => undefined); // what was kept before will do
    await this.memory.lay(to);
    if (to instanceof ServerHost) this.server = to;
    this.kind = kind;
    if (from !== this.browser) from.close();
  }

  close(): void {
    this.server?.close();
    this.browser.close();
  }

  private get host(): Host {
    return this.kind === 'server' ? this.server! : this.browser;
  }

  /** The server has gone: the browser goes on with all that the page remembers. */
  private leave(): void {
    this.kind = 'browser';
    this.server = undefined;
    this.changing = this.changing.then(() => this.memory.lay(this.browser));
    this.lost();
  }
}

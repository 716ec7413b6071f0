import type { DigitSet } from './engine';
import { frame } from './frame';
import { HostGone, type Host } from './host';
import { packed } from './idx';
import { digitsOf } from './site';

/** What a server says of itself. */
export interface Health {
  status: string;
  version: string;
  threads: number;
  hasDigits: boolean;
}

const longest = 120_000; // milliseconds that a call may take
const tries = 6; // where the server is busy

/**
 * Whether this page comes from a server that computes, and which. A plain folder of files says in server.json that it
 * has none.
 */
export async function findServer(): Promise<Health | undefined> {
  try {
    const said = (await (await fetch('server.json', { cache: 'no-store' })).json()) as { health?: string };
    return said.health ? await health() : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the server answers now. */
export async function health(): Promise<Health | undefined> {
  try {
    const response = await fetch('health', { cache: 'no-store' });
    return response.ok ? ((await response.json()) as Health) : undefined;
  } catch {
    return undefined;
  }
}

/** The engine on the server that brought this page: native, on all its threads. One desk there is this page's. */
export class ServerHost implements Host {
  readonly mayVanish = true;

  private constructor(
    private readonly token: string,
    private readonly desk: string,
    private readonly hasDigits: boolean,
  ) {
    addEventListener('pagehide', () => this.close());
  }

  static async open(): Promise<ServerHost> {
    const token = await greet(),
      hasDigits = (await health())?.hasDigits ?? false;
    const { id } = (await (
      await reach('api/desks', { method: 'POST', headers: { 'X-Limpid-Token': token } })
    ).json()) as { id: string };
    return new ServerHost(token, id, hasDigits);
  }

  async ask<T>(call: string, ...args: unknown[]): Promise<T> {
    if (call === 'open' && this.hasDigits)
      call = 'Digits.Take'; // the same as the page has
    else if (call === 'open')
      return this.ask('Digits.Open', args[0], ...(await digitsOf(args[0] as DigitSet, location.href)));
    const body = frame(
      call === 'Digits.Open'
        ? [args[0], await packed(args[1] as Uint8Array), await packed(args[2] as Uint8Array)]
        : args,
    ) as BodyInit;
    for (let attempt = 1; ; attempt++) {
      const response = await reach(
        `api/desks/${this.desk}/${call}`,
        { method: 'POST', headers: this.headers(), body, signal: AbortSignal.timeout(longest) },
        attempt < tries,
      );
      if (!response.ok) await new Promise((done) => setTimeout(done, 250 * attempt));
      else
        return (
          response.headers.get('Content-Type')?.startsWith('application/json')
            ? await response.text()
            : new Uint8Array(await response.arrayBuffer())
        ) as T;
    }
  }

  close(): void {
    void fetch(`api/desks/${this.desk}`, { method: 'DELETE', headers: this.headers(), keepalive: true }).catch(
      () => undefined,
    );
  }

  private headers(): Record<string, string> {
    return { 'X-Limpid-Token': this.token, 'Content-Type': 'application/octet-stream' };
  }
}

/** A model file as ONNX: only the server can write that. */
export async function toOnnx(model: Uint8Array): Promise<Uint8Array> {
  const headers = { 'X-Limpid-Token': await greet(), 'Content-Type': 'application/octet-stream' };
  return new Uint8Array(
    await (await reach('api/models/onnx', { method: 'POST', headers, body: model as BodyInit })).arrayBuffer(),
  );
}

/** The token without which nothing can be changed there; only a page of the server's own may read it. */
async function greet(): Promise<string> {
  return ((await (await reach('api/token', { headers: { 'X-Limpid': 'page' } })).json()) as { token: string }).token;
}

/** A response that is well; a busy server's too where it may be asked again. */
async function reach(path: string, init: RequestInit, mayWait = false): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (wrong) {
    throw new HostGone(String(wrong));
  }
  if (response.ok || (mayWait && (response.status === 429 || response.status === 503))) return response;
  const problem = (await response.json().catch(() => ({}))) as { detail?: string; type?: string };
  const words = problem.detail ?? `${path}: ${response.status} ${response.statusText}`;
  if (
    response.status === 403 ||
    response.status === 502 ||
    response.status === 504 ||
    problem.type === 'urn:limpid:desk-gone'
  )
    throw new HostGone(words); // another server than the one that was met
  throw new Error(words);
}

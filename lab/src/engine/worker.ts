/// <reference lib="webworker" />
import type { DigitSet } from './engine';
import { frame } from './frame';
import { unpacked } from './idx';
import type { Answer, Ask } from './messages';
import { digitsOf } from './site';

type Call = (name: string, frame: Uint8Array) => Uint8Array;
type Dotnet = {
  withConfig(config: { maxParallelDownloads: number }): Dotnet;
  create(): Promise<{
    getAssemblyExports(name: string): Promise<{ Limpid: { Browser: { Program: { Call: Call } } } }>;
  }>;
};

const site = new URL('../', self.location.href);

const engine = boot();

async function boot(): Promise<Call> {
  const { dotnet } = (await import(/* @vite-ignore */ new URL('_framework/dotnet.js', site).href)) as {
    dotnet: Dotnet;
  };
  return (
    await (await dotnet.withConfig({ maxParallelDownloads: 64 }).create()).getAssemblyExports('Limpid.Browser.dll')
  ).Limpid.Browser.Program.Call;
}

/** A reply of the module: 1 and a text, or 0 and bytes. */
function unwrap(reply: Uint8Array): string | Uint8Array {
  return reply[0] === 1 ? new TextDecoder().decode(reply.subarray(1)) : reply.slice(1);
}

/** Opens a set of digits from two files; the browser unpacks faster than the module. */
async function give(call: Call, set: DigitSet, pictures: Uint8Array, labels: Uint8Array): Promise<string | Uint8Array> {
  return unwrap(call('Digits.Open', frame([set, await unpacked(pictures), await unpacked(labels)])));
}

/**
 * Two calls bring digits, one of them the site's, which come while the engine still starts; all others are the module's
 * own.
 */
async function answer(call: string, args: unknown[]): Promise<string | Uint8Array> {
  const set = args[0] as DigitSet,
    [module, files] = await Promise.all([engine, call === 'open' ? digitsOf(set, site) : undefined]);
  if (files) return give(module, set, ...files);
  if (call === 'Digits.Open') return give(module, ...(args as [DigitSet, Uint8Array, Uint8Array]));
  return unwrap(module(call, frame(args)));
}

// Not self.onmessage: where that is set, dotnet.js takes the Worker for one of its own threads, and never starts.
self.addEventListener('message', async ({ data: { id, call, args } }: MessageEvent<Ask>) => {
  try {
    reply({ id, value: await answer(call, args) });
  } catch (wrong) {
    reply({ id, error: wrong instanceof Error ? wrong.message : String(wrong) });
  }
});

function reply(answer: Answer): void {
  self.postMessage(answer);
}

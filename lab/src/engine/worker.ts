/// <reference lib="webworker" />
import type { Answer, Ask } from './messages';

type Exports = Record<string, Record<string, (...args: unknown[]) => unknown>>;
type Dotnet = { create(): Promise<{ getAssemblyExports(name: string): Promise<{ Limpid: { Browser: Exports } }> }> };

const site = new URL('../', self.location.href);

const files = {
  training: ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte'],
  test: ['t10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte'],
};

const engine = boot();

async function boot(): Promise<Exports> {
  const { dotnet } = (await import(/* @vite-ignore */ new URL('_framework/dotnet.js', site).href)) as { dotnet: Dotnet };
  return (await (await dotnet.create()).getAssemblyExports('Limpid.Browser.dll')).Limpid.Browser;
}

/** Calls that fetch before they compute; all others are the module's own, such as Desk.Look. */
const own: Record<string, (exports: Exports, ...args: never[]) => unknown> = {
  load: async (exports, name: string) => exports.Desk!.Load!(await get(`models/${name}.safetensors`)),
  bring: async (exports, name: string) => exports.Bending!.Bring!(name, await get(`models/${name}.safetensors`)),
  open: async (exports, set: keyof typeof files) => exports.Digits!.Open!(set, ...(await Promise.all(files[set].map((file) => unpack(`data/${file}.gz`))))),
};

// Not self.onmessage: where that is set, dotnet.js takes the Worker for one of its own threads, and never starts.
self.addEventListener('message', async ({ data: { id, call, args } }: MessageEvent<Ask>) => {
  try {
    const exports = await engine;
    const [room, name] = call.split('.') as [string, string];
    const value = await (own[call] ? own[call](exports, ...(args as never[])) : exports[room]![name]!(...args));
    reply({ id, value });
  } catch (wrong) {
    reply({ id, error: wrong instanceof Error ? wrong.message : String(wrong) });
  }
});

function reply(answer: Answer): void {
  self.postMessage(answer);
}

async function get(path: string): Promise<Uint8Array> {
  return new Uint8Array(await (await fetchFile(path)).arrayBuffer());
}

/** A file packed by gzip; some servers unpack it on the way, as its first bytes tell. */
async function unpack(path: string): Promise<Uint8Array> {
  const bytes = await get(path);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Blob([bytes as BlobPart]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function fetchFile(path: string): Promise<Response> {
  const response = await fetch(new URL(path, site));
  if (!response.ok) throw new Error(`${path}: ${response.status} ${response.statusText}`);
  return response;
}

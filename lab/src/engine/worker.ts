/// <reference lib="webworker" />
import { frame } from './frame';
import type { Answer, Ask } from './messages';

type Call = (name: string, frame: Uint8Array) => Uint8Array;
type Dotnet = { withConfig(config: { maxParallelDownloads: number }): Dotnet; create(): Promise<{ getAssemblyExports(name: string): Promise<{ Limpid: { Browser: { Program: { Call: Call } } } }> }> };

const site = new URL('../', self.location.href);

const files = {
  training: ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte'],
  test: ['t10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte'],
};

const engine = boot();

async function boot(): Promise<Call> {
  const { dotnet } = (await import(/* @vite-ignore */ new URL('_framework/dotnet.js', site).href)) as { dotnet: Dotnet };
  return (await (await dotnet.withConfig({ maxParallelDownloads: 64 }).create()).getAssemblyExports('Limpid.Browser.dll')).Limpid.Browser.Program.Call;
}

/** A reply of the module: 1 and a text, or 0 and bytes. */
function unwrap(reply: Uint8Array): string | Uint8Array {
  return reply[0] === 1 ? new TextDecoder().decode(reply.subarray(1)) : reply.slice(1);
}

/** Brings a set of digits, then opens it; all other calls are the module's own. */
async function open(call: Call, set: keyof typeof files): Promise<string | Uint8Array> {
  const [pictures, labels] = await Promise.all(files[set].map((file) => unpack(`data/${file}.gz`)));
  return unwrap(call('Digits.Open', frame([set, pictures, labels])));
}

// Not self.onmessage: where that is set, dotnet.js takes the Worker for one of its own threads, and never starts.
self.addEventListener('message', async ({ data: { id, call, args } }: MessageEvent<Ask>) => {
  try {
    const module = await engine;
    reply({ id, value: call === 'open' ? await open(module, args[0] as keyof typeof files) : unwrap(module(call, frame(args))) });
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

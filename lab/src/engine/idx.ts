const byteValues = 8; // the only type of values that digits have

/**
 * An IDX file of bytes: 0 0 8, the number of dimensions, each extent in four bytes, the highest first; then the values.
 */
export function idx(extents: number[], parts: Uint8Array[]): Uint8Array {
  const file = new Uint8Array(4 + 4 * extents.length + parts.reduce((sum, part) => sum + part.length, 0));
  const view = new DataView(file.buffer);
  view.setUint32(0, (byteValues << 8) + extents.length);
  extents.forEach((extent, i) => view.setUint32(4 + 4 * i, extent));
  let at = 4 + 4 * extents.length;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

/** What an unpacked IDX file of bytes says of itself, and all that follows; undefined where it is none. */
export function readIdx(file: Uint8Array): { extents: number[]; values: Uint8Array } | undefined {
  const dimensions = file[3] ?? 0,
    start = 4 + 4 * dimensions;
  if (file[0] !== 0 || file[1] !== 0 || file[2] !== byteValues || dimensions === 0 || file.length < start)
    return undefined;
  const view = new DataView(file.buffer, file.byteOffset);
  return {
    extents: Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i)),
    values: file.subarray(start),
  };
}

/** Whether a file is packed by gzip, as its first bytes tell. */
export function isPacked(file: Uint8Array): boolean {
  return file[0] === 0x1f && file[1] === 0x8b;
}

/**
 * The raw bytes of a file that may be packed. Of one that grows beyond `most` bytes only so many come, and one more.
 */
export async function unpacked(file: Uint8Array, most = Infinity): Promise<Uint8Array> {
  if (!isPacked(file)) return file;
  const parts: Uint8Array[] = [],
    reader = through(file, new DecompressionStream('gzip')).getReader();
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    length += part.value.length;
    if (length > most) {
      await reader.cancel();
      break;
    }
  }
  return new Uint8Array(await new Blob(parts as BlobPart[]).slice(0, most + 1).arrayBuffer());
}

/** A file packed by gzip, if it is not yet. */
export async function packed(file: Uint8Array): Promise<Uint8Array> {
  return isPacked(file)
    ? file
    : new Uint8Array(await new Response(through(file, new CompressionStream('gzip'))).arrayBuffer());
}

function through(
  file: Uint8Array,
  change: DecompressionStream | CompressionStream,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new Blob([file as BlobPart]).stream().pipeThrough(change);
}

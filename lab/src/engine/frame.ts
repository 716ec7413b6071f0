/** The arguments of a call as bytes: the length of the JSON, four bytes, the lowest first; the JSON, in which {"bytes": n} stands for n bytes; those bytes. */
export function frame(args: unknown[]): Uint8Array {
  const blobs = args.filter((arg) => arg instanceof Uint8Array);
  const json = new TextEncoder().encode(JSON.stringify(args.map((arg) => (arg instanceof Uint8Array ? { bytes: arg.length } : arg))));
  const packed = new Uint8Array(4 + json.length + blobs.reduce((sum, blob) => sum + blob.length, 0));
  new DataView(packed.buffer).setUint32(0, json.length, true);
  packed.set(json, 4);
  let at = 4 + json.length;
  for (const blob of blobs) {
    packed.set(blob, at);
    at += blob.length;
  }
  return packed;
}

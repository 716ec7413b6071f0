/** An IDX file of bytes: 0 0 8, the number of dimensions, each extent in four bytes, the highest first; then the values. */
export function idx(extents: number[], parts: Uint8Array[]): Uint8Array {
  const file = new Uint8Array(4 + 4 * extents.length + parts.reduce((sum, part) => sum + part.length, 0));
  const view = new DataView(file.buffer);
  view.setUint32(0, 0x0800 + extents.length);
  extents.forEach((extent, i) => view.setUint32(4 + 4 * i, extent));
  let at = 4 + 4 * extents.length;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

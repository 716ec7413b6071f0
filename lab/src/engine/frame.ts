const isNumber = 0,
  isNumbers = 1,
  isText = 2,
  isBytes = 3;
const head = 5; // bytes: the kind, and the length of what follows

/**
 * The arguments of a call as bytes, one after the other: its kind, a byte; its length, four bytes; then a float64, some
 * of them, UTF-8 or the bytes themselves. All with the lowest byte first.
 */
export function frame(args: unknown[]): Uint8Array {
  const parts = args.map(part);
  const packed = new Uint8Array(parts.reduce((sum, [, bytes]) => sum + head + bytes.length, 0)),
    view = new DataView(packed.buffer);
  let at = 0;
  for (const [kind, bytes] of parts) {
    packed[at] = kind;
    view.setUint32(at + 1, bytes.length, true);
    packed.set(bytes, at + head);
    at += head + bytes.length;
  }
  return packed;
}

function part(arg: unknown): [kind: number, bytes: Uint8Array] {
  if (typeof arg === 'number') return [isNumber, numbers([arg])];
  if (typeof arg === 'string') return [isText, new TextEncoder().encode(arg)];
  if (arg instanceof Uint8Array) return [isBytes, arg];
  if (Array.isArray(arg)) return [isNumbers, numbers(arg as number[])];
  throw new TypeError(`No call has an argument such as ${String(arg)}.`);
}

function numbers(values: number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(8 * values.length));
  values.forEach((value, i) => view.setFloat64(8 * i, value, true));
  return new Uint8Array(view.buffer);
}

/** Zigzag variable-length integers of Kafka's record format, for the 32-bit values that a load uses. */

/** Writes `value` at `offset` and returns the offset after it. */
export function writeVarint(target: Buffer, offset: number, value: number): number {
  let rest = ((value << 1) ^ (value >> 31)) >>> 0;
  let at = offset;
  while (rest > 0x7f) {
    target[at++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  target[at++] = rest;
  return at;
}

/** Bytes that `value` takes. */
export function varintBytes(value: number): number {
  let rest = ((value << 1) ^ (value >> 31)) >>> 0;
  let count = 1;
  while (rest > 0x7f) {
    rest >>>= 7;
    count++;
  }
  return count;
}

/** Reads varints one after the other. */
export class VarintReader {
  offset: number;
  readonly #source: Buffer;

  constructor(source: Buffer, offset: number) {
    this.#source = source;
    this.offset = offset;
  }

  /** A value of at most 32 bits; of a longer one (a timestamp delta) only the low bits count. */
  next(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#source[this.offset++];
      if (byte === undefined) throw new RangeError("record ends inside a varint");
      if (shift < 32) value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return (value >>> 1) ^ -(value & 1);
    }
  }
}

/** Reads the types of Kafka's compact messages one after another. Reading beyond the end is a RangeError. */
export class CompactReader {
  readonly #frame: Buffer;
  #at: number;

  constructor(frame: Buffer, at: number) {
    this.#frame = frame;
    this.#at = at;
  }

  int8(): number {
    this.#at += 1;
    return this.#frame.readInt8(this.#at - 1);
  }

  int16(): number {
    this.#at += 2;
    return this.#frame.readInt16BE(this.#at - 2);
  }

  int32(): number {
    this.#at += 4;
    return this.#frame.readInt32BE(this.#at - 4);
  }

  /** Offsets and times: exact up to 2^53. */
  int64(): number {
    this.#at += 8;
    return Number(this.#frame.readBigInt64BE(this.#at - 8));
  }

  /** Lengths are kept plus one, so that 0 stands for null; a null string reads as an empty one. */
  string(): string {
    const length = Math.max(0, this.#varint() - 1);
    this.#at += length;
    return this.#frame.toString("utf8", this.#at - length, this.#at);
  }

  array<T>(item: () => T): T[] {
    return Array.from({ length: Math.max(0, this.#varint() - 1) }, item);
  }

  /** Passes over the fields that later versions may have added. */
  tags(): void {
    for (let left = this.#varint(); left > 0; left--) {
      this.#varint();
      this.#at += this.#varint();
    }
  }

  #varint(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.#frame.readUInt8(this.#at++);
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new RangeError("a number of more than five bytes");
  }
}

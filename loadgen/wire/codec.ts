/** Writes the primitive types of Kafka's protocol (versions before the compact ones) into a growing buffer. */
export class Writer {
  #buffer: Buffer;
  offset = 0;

  constructor(capacity = 256) {
    this.#buffer = Buffer.allocUnsafe(capacity);
  }

  int8(value: number): this {
    this.reserve(1);
    this.offset = this.#buffer.writeInt8(value, this.offset);
    return this;
  }

  int16(value: number): this {
    this.reserve(2);
    this.offset = this.#buffer.writeInt16BE(value, this.offset);
    return this;
  }

  int32(value: number): this {
    this.reserve(4);
    this.offset = this.#buffer.writeInt32BE(value, this.offset);
    return this;
  }

  /** `value` must be a safe integer. */
  int64(value: number): this {
    this.reserve(8);
    this.offset = this.#buffer.writeBigInt64BE(BigInt(value), this.offset);
    return this;
  }

  string(value: string | null): this {
    if (value === null) return this.int16(-1);
    const bytes = Buffer.byteLength(value);
    this.int16(bytes).reserve(bytes);
    this.offset += this.#buffer.write(value, this.offset);
    return this;
  }

  /** Kafka's type BYTES. */
  raw(value: Buffer): this {
    this.int32(value.length).reserve(value.length);
    this.offset += value.copy(this.#buffer, this.offset);
    return this;
  }

  array<T>(items: readonly T[], each: (item: T) => void): this {
    this.int32(items.length);
    for (const item of items) each(item);
    return this;
  }

  /** Overwrites the 32-bit integer at `at`: a length or count that was not known before. */
  patchInt32(at: number, value: number): void {
    this.#buffer.writeInt32BE(value, at);
  }

  /** Makes room for `bytes` and returns the buffer, for callers that write at `offset` themselves. */
  reserve(bytes: number): Buffer {
    if (this.offset + bytes > this.#buffer.length) {
      const grown = Buffer.allocUnsafe(Math.max(2 * this.#buffer.length, this.offset + bytes));
      this.#buffer.copy(grown, 0, 0, this.offset);
      this.#buffer = grown;
    }
    return this.#buffer;
  }

  /** What was written; valid until the next write. */
  bytes(): Buffer {
    return this.#buffer.subarray(0, this.offset);
  }
}

/** Reads what `Writer` writes. Reading past the end throws a RangeError. */
export class Reader {
  readonly buffer: Buffer;
  offset: number;

  constructor(buffer: Buffer, offset = 0) {
    this.buffer = buffer;
    this.offset = offset;
  }

  int8(): number {
    const value = this.buffer.readInt8(this.offset);
    this.offset += 1;
    return value;
  }

  int16(): number {
    const value = this.buffer.readInt16BE(this.offset);
    this.offset += 2;
    return value;
  }

  int32(): number {
    const value = this.buffer.readInt32BE(this.offset);
    this.offset += 4;
    return value;
  }

  bigint64(): bigint {
    const value = this.buffer.readBigInt64BE(this.offset);
    this.offset += 8;
    return value;
  }

  /** Offsets and times: exact up to 2^53. */
  int64(): number {
    return Number(this.bigint64());
  }

  string(): string | null {
    const length = this.int16();
    if (length < 0) return null;
    this.offset += length;
    if (this.offset > this.buffer.length) throw new RangeError(`a string of ${length} B is more than came`);
    return this.buffer.toString("utf8", this.offset - length, this.offset);
  }

  /** Kafka's type BYTES, as a copy. */
  raw(): Buffer {
    const length = this.int32();
    const end = this.offset + length;
    if (length < 0 || end > this.buffer.length) throw new RangeError(`${length} B at ${this.offset}: out of range`);
    this.offset = end;
    return Buffer.from(this.buffer.subarray(end - length, end));
  }

  array<T>(each: () => T): T[] {
    const items: T[] = [];
    for (let left = this.int32(); left > 0; left--) items.push(each());
    return items;
  }
}

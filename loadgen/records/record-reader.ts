import { VarintReader } from "./varint.ts";

/** A record as a client has it. */
export interface ReceivedRecord {
  key: Buffer | null;
  value: Buffer | null;
  headers: Readonly<Record<string, Buffer>>;
}

/** Reads the records of a batch of any client, one after the other. */
export class RecordReader {
  readonly #source: Buffer;
  readonly #reader: VarintReader;

  constructor(source: Buffer) {
    this.#source = source;
    this.#reader = new VarintReader(source, 0);
  }

  /** The next record; undefined if what follows is none, and then nothing after it can be read. */
  next(): ReceivedRecord | undefined {
    try {
      return this.#record();
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }

  #record(): ReceivedRecord {
    const reader = this.#reader;
    const length = reader.next();
    const end = reader.offset + length;
    if (length < 0 || end > this.#source.length) throw new RangeError("a record ends outside its batch");
    reader.offset += 1;
    reader.next(); // time delta
    reader.next(); // offset delta
    const key = this.#bytes(end);
    const value = this.#bytes(end);
    const headers: Record<string, Buffer> = Object.create(null);
    for (let left = reader.next(); left > 0; left--) {
      const name = this.#bytes(end);
      headers[name?.toString() ?? ""] = this.#bytes(end) ?? Buffer.alloc(0);
    }
    if (reader.offset !== end) throw new RangeError("a record does not end where it says");
    return { key, value, headers };
  }

  #bytes(end: number): Buffer | null {
    const length = this.#reader.next();
    if (length < 0) return null;
    const from = this.#reader.offset;
    if (from + length > end) throw new RangeError("a field ends outside its record");
    this.#reader.offset = from + length;
    return this.#source.subarray(from, from + length);
  }
}

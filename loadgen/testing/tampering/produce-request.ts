import { header } from "../../records/batch-header.ts";
import { BATCH_HEADER_BYTES } from "../../records/layout.ts";
import { Reader, Writer } from "../../wire/codec.ts";
import { crc32c } from "../../wire/crc32c.ts";
import { api } from "../../wire/requests.ts";

/** A record batch in a produce request. */
interface Records {
  readonly partition: number;
  readonly messages: number;
  /** Where the batch lies in the frame. */
  readonly start: number;
  readonly end: number;
}

/** A produce request (version 8), whole, as it came over the wire. */
export class ProduceRequest {
  /** Without the length in front. */
  readonly frame: Buffer;
  readonly topic: string;
  readonly records: readonly Records[];

  constructor(frame: Buffer) {
    this.frame = frame;
    const reader = new Reader(frame, 8);
    reader.string(); // client
    reader.string(); // transaction
    reader.offset += 6; // acks, timeout
    const topics = reader.array(() => {
      const name = reader.string()!;
      const records = reader.array(() => {
        const partition = reader.int32();
        const length = reader.int32();
        const start = reader.offset;
        reader.offset += length;
        return { partition, messages: frame.readInt32BE(start + header.recordCount), start, end: start + length };
      });
      return { name, records };
    });
    const [topic] = topics;
    if (topics.length !== 1 || !topic) throw new RangeError(`a produce request to ${topics.length} topics`);
    this.topic = topic.name;
    this.records = topic.records;
  }

  static is(frame: Buffer): boolean {
    return frame.readInt16BE(0) === api.produce.key;
  }

  get correlation(): number {
    return this.frame.readInt32BE(4);
  }

  get messages(): number {
    return this.records.reduce((sum, { messages }) => sum + messages, 0);
  }

  /** Messages of it that a later request has the partition of as well. */
  messagesShared(later: ProduceRequest): number {
    const theirs = new Set(later.records.map(({ partition }) => partition));
    return this.records.reduce((sum, { partition, messages }) => sum + (theirs.has(partition) ? messages : 0), 0);
  }

  /** The same request under another correlation id. */
  copy(correlation: number): Buffer {
    const frame = Buffer.from(this.frame);
    frame.writeInt32BE(correlation, 4);
    return frame;
  }

  /** The same request with the last byte of its first batch's last value changed, and the checksum set right. */
  flipped(): Buffer {
    const frame = Buffer.from(this.frame);
    const { start, end } = this.records[0]!;
    const last = end - 2; // behind it only the number of headers, 0
    if (last - start < BATCH_HEADER_BYTES) throw new RangeError("a batch without records");
    frame[last] = frame[last]! ^ 0x10;
    frame.writeUInt32BE(crc32c(frame, start + header.attributes, end), start + header.crc);
    return frame;
  }

  /** What a broker answers that has stored everything. */
  accepted(): Buffer {
    const writer = new Writer();
    writer.int32(this.correlation);
    writer.array([this.topic], (name) => {
      writer.string(name).array(this.records, ({ partition }) => {
        writer.int32(partition).int16(0).int64(0).int64(-1).int64(0).int32(0).string(null);
      });
    });
    return Buffer.from(writer.int32(0).bytes());
  }
}

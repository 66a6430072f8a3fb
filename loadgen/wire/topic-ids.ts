import type { Reader, Writer } from "./codec.ts";

/**
 * Metadata in the first version that tells topics' ids (Kafka 2.8 and later); it is a compact one, and asked only of
 * brokers that speak it. Field names and order: https://kafka.apache.org/protocol
 */
export const topicIdsApi = { key: 3, version: 10 };

const ID_BYTES = 16;
const NO_ID = "0".repeat(2 * ID_BYTES);

export function writeTopicIds(writer: Writer, topics: readonly string[]): void {
  writer.int8(0); // no tags in the header
  unsigned(writer, topics.length + 1);
  for (const topic of topics) {
    writer.reserve(ID_BYTES).fill(0, writer.offset, writer.offset + ID_BYTES); // asked by its name
    writer.offset += ID_BYTES;
    const bytes = Buffer.byteLength(topic);
    unsigned(writer, bytes + 1);
    writer.reserve(bytes).write(topic, writer.offset);
    writer.offset += bytes;
    writer.int8(0); // no tags
  }
  writer.int8(0).int8(0).int8(0).int8(0); // no auto-creation, no authorised operations, no tags
}

/** The ids of the topics that exist, in hexadecimal, by their names. */
export function readTopicIds(reader: Reader): Map<string, string> {
  skipTags(reader);
  reader.int32(); // throttle time
  each(reader, () => {
    reader.int32(); // broker
    compactString(reader); // host
    reader.int32(); // port
    compactString(reader); // rack
    skipTags(reader);
  });
  compactString(reader); // cluster
  reader.int32(); // controller
  const ids = new Map<string, string>();
  each(reader, () => {
    reader.int16(); // error: a topic that does not exist has no id
    const name = compactString(reader);
    const id = taken(reader, ID_BYTES).toString("hex");
    if (name !== null && id !== NO_ID) ids.set(name, id);
    reader.int8(); // internal
    each(reader, () => {
      taken(reader, 2 + 4 + 4 + 4); // error, partition, leader, epoch
      for (let list = 0; list < 3; list++) each(reader, () => reader.int32()); // replicas, in sync, offline
      skipTags(reader);
    });
    reader.int32(); // authorised operations
    skipTags(reader);
  });
  return ids;
}

function unsigned(writer: Writer, value: number): void {
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) writer.int8(((rest & 0x7f) | 0x80) - 256);
  writer.int8(rest);
}

function readUnsigned(reader: Reader): number {
  let value = 0;
  for (let shift = 0; shift < 32; shift += 7) {
    const byte = reader.int8() & 0xff;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return value >>> 0;
  }
  throw new RangeError("a number that does not end");
}

/** Reads the items of a compact array. */
function each(reader: Reader, item: () => void): void {
  for (let left = readUnsigned(reader); left > 1; left--) item();
}

function taken(reader: Reader, bytes: number): Buffer {
  const from = reader.offset;
  if (from + bytes > reader.buffer.length) throw new RangeError(`${bytes} B are more than came`);
  reader.offset += bytes;
  return reader.buffer.subarray(from, from + bytes);
}

function compactString(reader: Reader): string | null {
  const length = readUnsigned(reader);
  return length === 0 ? null : taken(reader, length - 1).toString("utf8");
}

function skipTags(reader: Reader): void {
  for (let left = readUnsigned(reader); left > 0; left--) {
    readUnsigned(reader); // tag
    taken(reader, readUnsigned(reader));
  }
}

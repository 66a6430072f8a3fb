/** At most so many messages are made of a template, and so many fit a batch: twelve bits. */
export const MAX_RECORDS = 4096;
/** At most so many templates are made for a topic: four bits. */
export const MAX_TEMPLATES = 16;
/** So many producers have a number of their own: sixteen bits. */
export const MAX_PRODUCERS = 65_536;

/**
 * What every message of a load carries, so that a reader can tell who sent it, which one it is and when it was due:
 * at the start of a random value, or in the record header `plimsoll` of one whose content is given. Big-endian:
 *
 * | at | bytes | what |
 * | --- | --- | --- |
 * | 0 | 4 | `PLM1` |
 * | 4 | 2 | four bits: which template the batch was made of; twelve: index of the message in it (part of the template) |
 * | 6 | 2 | producer |
 * | 8 | 6 | sequence of the first message of the batch, counted per producer and partition |
 * | 14 | 8 | due time of the first message, microseconds since 1970 |
 * | 22 | 4 | nanoseconds from one due time to the next, at most 2^32-1 |
 *
 * The sequence of a message is that of the first plus its index; so is its due time.
 */
export interface Stamp {
  producer: number;
  firstSequence: number;
  dueMicros: number;
  spacingNanos: number;
}

const MAGIC = 0x504c4d31;
/** Name of the record header that holds the stamp where the value does not. */
export const STAMP_HEADER = "plimsoll";
export const STAMP_BYTES = 26;
/** Offset and length of the part that differs from batch to batch. */
export const STAMP_PATCH_OFFSET = 6;
export const STAMP_PATCH_BYTES = 20;
/** Largest spacing that fits the stamp; slower loads have one message a batch, where spacing means nothing. */
const MAX_SPACING = 0xffffffff;

/** Writes the part of `stamp` that differs from batch to batch. */
export function writePatch(target: Buffer, offset: number, stamp: Stamp): void {
  target.writeUInt16BE(stamp.producer, offset);
  target.writeUIntBE(stamp.firstSequence, offset + 2, 6);
  const high = Math.floor(stamp.dueMicros / 2 ** 32);
  target.writeUInt32BE(high, offset + 8);
  target.writeUInt32BE(stamp.dueMicros - high * 2 ** 32, offset + 12);
  target.writeUInt32BE(Math.min(MAX_SPACING, Math.round(stamp.spacingNanos)), offset + 16);
}

/** Where a message stands: in which template, and as which of its messages. */
export interface Place {
  template: number;
  index: number;
}

/** Writes the part of a stamp that is the same in every batch. */
export function writePlace(target: Buffer, offset: number, { template, index }: Place): void {
  target.writeUInt32BE(MAGIC, offset);
  target.writeUInt16BE(template * MAX_RECORDS + index, offset + 4);
}

/** Reads the stamp at `offset` of `source`, of which `length` bytes may be read; undefined if there is none. */
export function readStamp(source: Buffer, offset: number, length: number): (Stamp & Place) | undefined {
  if (length < STAMP_BYTES || source.readUInt32BE(offset) !== MAGIC) return undefined;
  const place = source.readUInt16BE(offset + 4);
  return {
    template: Math.floor(place / MAX_RECORDS),
    index: place % MAX_RECORDS,
    producer: source.readUInt16BE(offset + 6),
    firstSequence: source.readUIntBE(offset + 8, 6),
    dueMicros: source.readUInt32BE(offset + 14) * 2 ** 32 + source.readUInt32BE(offset + 18),
    spacingNanos: source.readUInt32BE(offset + 22),
  };
}

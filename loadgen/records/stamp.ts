import { Problem } from "../../sizing/problem.ts";

/**
 * What every message of a load carries at the start of its value, so that a reader can tell who sent it,
 * which one it is and when it was due. Big-endian:
 *
 * | at | bytes | what |
 * | --- | --- | --- |
 * | 0 | 4 | `PLM1` |
 * | 4 | 2 | index of the message in its batch (part of the template) |
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

export const MAGIC = 0x504c4d31;
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

/** Reads the stamp of the value that starts at `offset`, and the message's index; undefined if there is none. */
export function readStamp(source: Buffer, offset: number, length: number): (Stamp & { index: number }) | undefined {
  if (length < STAMP_BYTES || source.readUInt32BE(offset) !== MAGIC) return undefined;
  return {
    index: source.readUInt16BE(offset + 4),
    producer: source.readUInt16BE(offset + 6),
    firstSequence: source.readUIntBE(offset + 8, 6),
    dueMicros: source.readUInt32BE(offset + 14) * 2 ** 32 + source.readUInt32BE(offset + 18),
    spacingNanos: source.readUInt32BE(offset + 22),
  };
}

/** Throws if a message of `messageBytes` (key and value) has no room for the stamp beside a key of `keyBytes`. */
export function checkRoom(messageBytes: number, keyBytes: number): void {
  const least = STAMP_BYTES + keyBytes;
  if (messageBytes < least)
    throw new Problem(
      "input",
      "PLM-LOAD-001",
      `a message of ${messageBytes} B has no room for the ${least} B by which its loss would be noticed`,
      `load with messages of ${least} B or more`,
    );
}

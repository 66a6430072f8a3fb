import type { Stamp } from "./stamp.ts";

/** Offsets in the header of a record batch v2. */
export const header = {
  batchLength: 8,
  /** Of the leader's election, which writes it; not part of what the checksum is of. */
  leaderEpoch: 12,
  magic: 16,
  crc: 17,
  attributes: 21,
  lastOffsetDelta: 23,
  baseTimestamp: 27,
  maxTimestamp: 35,
  producerId: 43,
  producerEpoch: 51,
  baseSequence: 53,
  recordCount: 57,
} as const;

/** The first offset of a batch and its length, which the length does not count. */
export const UNCOUNTED_BYTES = 12;

/** What a broker needs to tell a repeated batch; `undefined` for a producer that is not idempotent. */
export interface ProducerIdentity {
  id: bigint;
  epoch: number;
}

/** Writes at `offset` of `target`, which is zero there, what the header of every new batch has. */
export function writeBlankHeader(target: Buffer, offset: number): void {
  target.writeInt32BE(-1, offset + header.leaderEpoch); // the broker's to fill in
  target[offset + header.magic] = 2;
}

/** Writes what tells a batch of `size` bytes at `offset` of `target` from others, but for its checksum. */
export function patchHeader(
  target: Buffer,
  offset: number,
  size: number,
  { count, stamp, identity }: { count: number; stamp: Stamp; identity: ProducerIdentity | undefined },
): void {
  target.writeInt32BE(size - UNCOUNTED_BYTES, offset + header.batchLength);
  target.writeInt32BE(count - 1, offset + header.lastOffsetDelta);
  const millis = Math.floor(stamp.dueMicros / 1000);
  const high = Math.floor(millis / 2 ** 32);
  const low = millis - high * 2 ** 32;
  target.writeUInt32BE(high, offset + header.baseTimestamp);
  target.writeUInt32BE(low, offset + header.baseTimestamp + 4);
  target.writeUInt32BE(high, offset + header.maxTimestamp);
  target.writeUInt32BE(low, offset + header.maxTimestamp + 4);
  target.writeBigInt64BE(identity?.id ?? -1n, offset + header.producerId);
  target.writeInt16BE(identity?.epoch ?? -1, offset + header.producerEpoch);
  target.writeInt32BE(identity ? stamp.firstSequence % 0x80000000 : -1, offset + header.baseSequence);
  target.writeInt32BE(count, offset + header.recordCount);
}

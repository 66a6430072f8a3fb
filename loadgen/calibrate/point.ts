import type { Calibrated } from "../../sizing/calibration/calibration.ts";
import type { Codec } from "../../sizing/inputs/compression.ts";
import { formatBytes } from "../../sizing/units/format.ts";
import { type MessageSpec, plainMessages } from "../records/messages.ts";

/** Bytes before compression for each byte after it, of what brokers compress in a calibration. */
const COMPRESSION_RATIO = 3;

/** A load of a calibration, but for its rate. */
export interface Point {
  readonly messageBytes: number;
  /** At most, before compression. */
  readonly batchBytes: number;
  readonly readers: 0 | 1;
  readonly replication: number;
  readonly acks: "1" | "all";
  /** With which the brokers compress. */
  readonly codec: Codec;
}

/** What was counted of a load. */
export interface Counted {
  /** Acknowledged. */
  readonly messages: number;
  readonly messagesPerBatch: number;
  /** By all consumers, before compression. */
  readonly readBytes: number;
}

/** Such as `1361 B in batches of 16.4 kB, acks all, read by 1`. */
export function nameOf({ messageBytes, batchBytes, readers, replication, acks, codec }: Point): string {
  return [
    `${messageBytes} B in batches of ${formatBytes(batchBytes)}`,
    `${replication === 1 ? "1 replica" : `${replication} replicas`}, acks ${acks}`,
    ...(codec === "none" ? [] : [`${codec} on the brokers`]),
    ...(readers === 0 ? [] : ["read"]),
  ].join(", ");
}

/** The messages of a load. */
export function messagesOf({ messageBytes, codec }: Point): MessageSpec {
  const plain = plainMessages(messageBytes);
  return codec === "none" ? plain : { ...plain, compression: { codec, ratio: COMPRESSION_RATIO, by: "brokers" } };
}

const codecCost = {
  gzip: "cpuPerGigabyteGzip",
  snappy: "cpuPerGigabyteSnappy",
  lz4: "cpuPerGigabyteLz4",
  zstd: "cpuPerGigabyteZstd",
} as const satisfies Record<Exclude<Codec, "none">, Calibrated>;

/**
 * The work of all brokers together, as the planner counts what its costs are for: messages and batches where they come
 * in, bytes on every replica, bytes to followers and consumers, and bytes before compression where brokers do it.
 */
export function workOf(
  { messageBytes, replication, codec }: Point,
  { messages, messagesPerBatch, readBytes }: Counted,
): Partial<Record<Calibrated, number>> {
  const ratio = codec === "none" ? 1 : COMPRESSION_RATIO;
  const produced = (messages * messageBytes) / 1e9;
  const stored = produced / ratio;
  return {
    cpuPerMillionMessages: messages / 1e6,
    cpuPerMillionBatches: messages / messagesPerBatch / 1e6,
    cpuPerGigabyteWritten: stored * replication,
    cpuPerGigabyteSent: stored * (replication - 1) + readBytes / 1e9 / ratio,
    ...(codec === "none" ? {} : { [codecCost[codec]]: produced }),
  };
}

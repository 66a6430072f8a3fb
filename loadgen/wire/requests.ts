import type { Reader, Writer } from "./codec.ts";

/**
 * The few requests that a load needs, in versions that Kafka 2.4 to 4.x all speak (none is a compact one).
 * Field names and order: https://kafka.apache.org/protocol
 */
export const api = {
  produce: { key: 0, version: 8 },
  fetch: { key: 1, version: 11 },
  listOffsets: { key: 2, version: 5 },
  metadata: { key: 3, version: 8 },
  apiVersions: { key: 18, version: 2 },
  initProducerId: { key: 22, version: 1 },
  offsetForLeaderEpoch: { key: 23, version: 3 },
} as const;
export interface Api {
  key: number;
  version: number;
}

/** Starts a request: its length (filled in by `finishRequest`), key, version, correlation id and client. */
export function startRequest(writer: Writer, call: Api, correlation: number): void {
  writer.offset = 0;
  writer.int32(0).int16(call.key).int16(call.version).int32(correlation).string("plimsoll");
}

export function finishRequest(writer: Writer): Buffer {
  writer.patchInt32(0, writer.offset - 4);
  return writer.bytes();
}

export interface BrokerAddress {
  id: number;
  host: string;
  port: number;
}

export interface PartitionMetadata {
  error: number;
  partition: number;
  leader: number;
  /** Grows with each election; a topic that is made anew begins again. */
  epoch: number;
  replicas: number[];
  inSync: number[];
}

export interface Metadata {
  brokers: BrokerAddress[];
  topics: { error: number; name: string; partitions: PartitionMetadata[] }[];
}

export function writeMetadata(writer: Writer, topics: readonly string[]): void {
  writer.array(topics, (topic) => writer.string(topic));
  writer.int8(0).int8(0).int8(0); // no auto-creation, no authorised operations
}

export function readMetadata(reader: Reader): Metadata {
  reader.int32(); // throttle time
  const brokers = reader.array(() => {
    const broker = { id: reader.int32(), host: reader.string()!, port: reader.int32() };
    reader.string(); // rack
    return broker;
  });
  reader.string(); // cluster id
  reader.int32(); // controller
  const topics = reader.array(() => {
    const error = reader.int16();
    const name = reader.string()!;
    reader.int8(); // internal
    const partitions = reader.array(() => {
      const partitionError = reader.int16();
      const partition = reader.int32();
      const leader = reader.int32();
      const epoch = reader.int32();
      const replicas = reader.array(() => reader.int32());
      const inSync = reader.array(() => reader.int32());
      reader.array(() => reader.int32()); // offline replicas
      return { error: partitionError, partition, leader, epoch, replicas, inSync };
    });
    reader.int32(); // authorised operations
    return { error, name, partitions };
  });
  return { brokers, topics };
}

export function writeInitProducerId(writer: Writer): void {
  writer.string(null).int32(60_000);
}

export function readInitProducerId(reader: Reader): { error: number; id: bigint; epoch: number } {
  reader.int32();
  return { error: reader.int16(), id: reader.bigint64(), epoch: reader.int16() };
}

export function readApiVersions(reader: Reader): { error: number; versions: Map<number, [number, number]> } {
  const error = reader.int16();
  const versions = new Map<number, [number, number]>();
  reader.array(() => versions.set(reader.int16(), [reader.int16(), reader.int16()]));
  return { error, versions };
}

/** Who asks for offsets. To a consumer a log ends at its high watermark, to one who debugs where it ends indeed. */
export const asker = { consumer: -1, debugger: -2 } as const;
export type Asker = (typeof asker)[keyof typeof asker];

/**
 * Asks for the end (-1) or the beginning (-2) of each partition. A leader that was elected at another time than
 * `epochOf` tells refuses; -1 is any. One who debugs should tell the time: a follower that is not refused answers him
 * of its own log (kafka.server.ReplicaManager.fetchOffset).
 */
export function writeListOffsets(
  writer: Writer,
  topic: string,
  partitions: readonly number[],
  time: -1 | -2,
  epochOf: (partition: number) => number = () => -1,
  who: Asker = asker.consumer,
): void {
  writer.int32(who).int8(0);
  writer.array([topic], (name) => {
    writer.string(name);
    writer.array(partitions, (partition) => writer.int32(partition).int32(epochOf(partition)).int64(time));
  });
}

export function readListOffsets(reader: Reader): { partition: number; error: number; offset: number }[] {
  reader.int32();
  return reader
    .array(() => {
      reader.string();
      return reader.array(() => {
        const partition = reader.int32();
        const error = reader.int16();
        reader.int64(); // timestamp
        const offset = reader.int64();
        reader.int32(); // leader epoch
        return { partition, error, offset };
      });
    })
    .flat();
}

/** Asks where that ends in a log which was written after election `epoch`, of the leader elected at `currentEpoch`. */
export function writeOffsetForLeaderEpoch(
  writer: Writer,
  topic: string,
  { partition, currentEpoch, epoch }: { partition: number; currentEpoch: number; epoch: number },
): void {
  writer.int32(-1); // not a replica
  writer.int32(1).string(topic).int32(1).int32(partition).int32(currentEpoch).int32(epoch);
}

export interface EpochEnd {
  partition: number;
  error: number;
  /** The last election of the log that is not after the one asked about; -1 where the leader knows none so late. */
  epoch: number;
  /** Where the next election's records begin, or the log ends; -1 as before. */
  end: number;
}

export function readOffsetForLeaderEpoch(reader: Reader): EpochEnd[] {
  reader.int32(); // throttle time
  return reader
    .array(() => {
      reader.string();
      return reader.array(() => {
        const error = reader.int16();
        return { error, partition: reader.int32(), epoch: reader.int32(), end: reader.int64() };
      });
    })
    .flat();
}

/** Writes a produce request up to its partitions, whose number goes to the returned offset once it is known. */
export function startProduce(writer: Writer, acks: number, timeoutMs: number, topic: string): number {
  writer.string(null).int16(acks).int32(timeoutMs).int32(1).string(topic).int32(0);
  return writer.offset - 4;
}

export interface ProduceResult {
  partition: number;
  error: number;
}

export function readProduce(reader: Reader): { results: ProduceResult[]; throttleMs: number } {
  const results = reader
    .array(() => {
      reader.string();
      return reader.array(() => {
        const partition = reader.int32();
        const error = reader.int16();
        reader.offset += 24; // base offset, append time, log start
        reader.array(() => {
          reader.int32();
          reader.string();
        });
        reader.string();
        return { partition, error };
      });
    })
    .flat();
  return { results, throttleMs: reader.int32() };
}

export interface FetchLimits {
  maxWaitMs: number;
  minBytes: number;
  maxBytes: number;
  maxPartitionBytes: number;
}

/** A leader that was elected at another time than `epoch` tells refuses; -1 is any. */
export function writeFetch(
  writer: Writer,
  topic: string,
  positions: readonly { partition: number; offset: number; epoch: number }[],
  limits: FetchLimits,
): void {
  writer.int32(-1).int32(limits.maxWaitMs).int32(limits.minBytes).int32(limits.maxBytes);
  writer.int8(0).int32(0).int32(-1); // uncommitted reads, no fetch session
  writer.int32(1).string(topic);
  writer.array(positions, ({ partition, offset, epoch }) => {
    writer.int32(partition).int32(epoch).int64(offset).int64(-1).int32(limits.maxPartitionBytes);
  });
  writer.int32(0).string(""); // nothing forgotten, no rack
}

export interface FetchedPartition {
  partition: number;
  error: number;
  highWatermark: number;
  /** Records lie in the reader's buffer at `[start, end)`. */
  start: number;
  end: number;
}

/** Calls `each` for every partition of a fetch response; returns the error and throttle time of the whole. */
export function readFetch(
  reader: Reader,
  each: (partition: FetchedPartition) => void,
): { error: number; throttleMs: number } {
  const throttleMs = reader.int32();
  const error = reader.int16();
  reader.int32(); // session
  for (let topics = reader.int32(); topics > 0; topics--) {
    reader.string();
    for (let partitions = reader.int32(); partitions > 0; partitions--) {
      const partition = reader.int32();
      const partitionError = reader.int16();
      const highWatermark = reader.int64();
      reader.offset += 16; // last stable offset, log start
      const aborted = reader.int32();
      reader.offset += 16 * Math.max(0, aborted);
      reader.int32(); // preferred replica
      const length = reader.int32();
      const start = reader.offset;
      reader.offset += Math.max(0, length);
      if (reader.offset > reader.buffer.length) throw new RangeError(`${length} B of records are more than came`);
      each({ partition, error: partitionError, highWatermark, start, end: reader.offset });
    }
  }
  return { error, throttleMs };
}

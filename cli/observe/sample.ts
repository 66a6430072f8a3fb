import type { Access } from "../../loadgen/access.ts";
import { ClusterClient, within } from "../../loadgen/drivers/plimsoll/cluster-client.ts";
import { header } from "../../loadgen/records/batch-header.ts";
import { codecNumbered } from "../../loadgen/records/compression/codecs.ts";
import { BATCH_HEADER_BYTES } from "../../loadgen/records/layout.ts";
import { RecordReader } from "../../loadgen/records/record-reader.ts";
import type { Reader, Writer } from "../../loadgen/wire/codec.ts";
import { api, readFetch, writeFetch } from "../../loadgen/wire/requests.ts";
import { Disconnected } from "../../loadgen/wire/socket.ts";
import { codecs } from "../../sizing/inputs/compression.ts";
import { Problem } from "../../sizing/problem.ts";
import type { Sample } from "./observation.ts";
import type { LogReading } from "./reading.ts";

const mostPartitions = 4;
const messagesBack = 1000;
const limits = { maxWaitMs: 500, minBytes: 1, maxBytes: 2_000_000, maxPartitionBytes: 1_000_000 };
const mostDecompressedBytes = 64 * 1024 * 1024;
const codecBits = 0x07;
const controlBit = 0x20;

const nothing: Sample = {
  ...{ messages: 0, batches: 0, messageBytes: 0, recordBytes: 0, storedBytes: 0 },
  ...{ codec: "none", keyed: 0 },
};

/** The last messages of a topic, from a few of its partitions; null where there are none or they may not be read. */
export async function sampleOf(access: Access, topic: string, { begins, ends }: LogReading): Promise<Sample | null> {
  const beginOf = (partition: number) => begins.get(partition) ?? 0;
  const filled = [...ends].filter(([partition, end]) => end > beginOf(partition)).slice(0, mostPartitions);
  const cluster = filled.length === 0 ? null : await ClusterClient.connect(access, topic).catch(() => null);
  if (cluster === null) return null;
  try {
    let sample = nothing;
    for (const [partition, end] of filled)
      sample = await fetched(cluster, partition, Math.max(beginOf(partition), end - messagesBack), sample);
    return sample.messages === 0 ? null : sample;
  } finally {
    cluster.close();
  }
}

/** What a leader does not give in time is left out. */
async function fetched(cluster: ClusterClient, partition: number, offset: number, before: Sample): Promise<Sample> {
  let sample = before;
  const write = (writer: Writer) => writeFetch(writer, cluster.topic, [{ partition, offset, epoch: -1 }], limits);
  const read = (reader: Reader) =>
    readFetch(reader, ({ error, start, end }) => {
      if (error === 0) sample = withBatches(before, reader.buffer.subarray(start, end));
    });
  try {
    const connection = await cluster.connection(cluster.leader(partition));
    await within(connection.call(api.fetch, write, read), connection);
    return sample;
  } catch (error) {
    if (error instanceof Disconnected || error instanceof RangeError || error instanceof Problem) return before;
    throw error;
  }
}

/** Adds the whole batches of a response; one that is cut off at its end is left out. */
function withBatches(before: Sample, source: Buffer): Sample {
  let sample = before;
  for (let at = 0; source.length - at >= BATCH_HEADER_BYTES; ) {
    const size = source.readInt32BE(at + header.batchLength) + 12;
    if (size < BATCH_HEADER_BYTES || at + size > source.length) break;
    sample = withBatch(sample, source.subarray(at, at + size));
    at += size;
  }
  return sample;
}

function withBatch(before: Sample, batch: Buffer): Sample {
  const attributes = batch.readInt16BE(header.attributes);
  const stored = batch.subarray(BATCH_HEADER_BYTES);
  const codec = codecs[attributes & codecBits];
  const records = codec === "none" ? stored : unpacked(stored, attributes & codecBits);
  if ((attributes & controlBit) !== 0 || codec === undefined || records === undefined) return before;
  const reader = new RecordReader(records);
  let { messages, messageBytes, keyed } = before;
  for (let left = batch.readInt32BE(header.recordCount); left > 0; left--) {
    const record = reader.next();
    if (record === undefined) return before;
    messages++;
    messageBytes += (record.key?.length ?? 0) + (record.value?.length ?? 0);
    if (record.key !== null) keyed++;
  }
  return {
    ...{ messages, messageBytes, keyed, codec },
    batches: before.batches + 1,
    recordBytes: before.recordBytes + records.length,
    storedBytes: before.storedBytes + stored.length,
  };
}

function unpacked(stored: Buffer, codec: number): Buffer | undefined {
  try {
    return codecNumbered(codec)?.decompress(stored, mostDecompressedBytes);
  } catch {
    return undefined;
  }
}

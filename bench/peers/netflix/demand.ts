import type { Workload } from "../../../sizing/index.ts";
import { fullestWindow } from "../../../sizing/inputs/profile.ts";

/** All that Netflix's Kafka model takes of a workload: one stream. */
export interface StreamDemand {
  /** What producers write at the peak. */
  readonly bytesPerSecond: number;
  /** How many times that is read, to the nearest whole number and at least once. */
  readonly readers: number;
  readonly replication: number;
  /** What retention keeps at the fullest, with all replicas. */
  readonly storedBytes: number;
}

/**
 * The topics of a workload as one stream. Where routing takes the topics on, the stream is what the fronting clusters
 * carry.
 * @throws Error if the topics differ in replication, or keep by size: the model cannot be told
 */
export function streamDemand({ topics, routing }: Workload): StreamDemand {
  const [replication, ...others] = new Set(topics.map((topic) => topic.replication));
  if (replication === undefined || others.length > 0) throw new Error("topics of several replications are no stream");
  const readersOf = (consumers: number): number =>
    routing === undefined ? consumers : routing.sinks.length + (routing.consumer?.share ?? 0);
  let [bytesPerSecond, read, stored] = [0, 0, 0];
  for (const { name, rate, size, retention, day, consumers } of topics) {
    if (retention?.dimension !== "duration") throw new Error(`${name}: only a time of retention makes a stream`);
    const written = rate.dimension === "bytesPerSecond" ? rate.value : rate.value * size;
    bytesPerSecond += written;
    read += written * readersOf(consumers.length);
    stored += written * fullestWindow(day, retention.value);
  }
  const readers = Math.max(1, Math.round(read / bytesPerSecond));
  return { bytesPerSecond, readers, replication, storedBytes: stored * replication };
}

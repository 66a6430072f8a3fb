import { randomBytes } from "node:crypto";
import { plaintext } from "../loadgen/access.ts";
import { KafkaAdmin } from "../loadgen/kafka-admin.ts";

/** As the brokers are started: their logs are looked at every second, and what is over the limit goes at once. */
export const quickRetention = {
  "log.initial.task.delay.ms": "1000",
  "log.retention.check.interval.ms": "1000",
};

/**
 * Keeps a log of 12 partitions under 2 GB. Each new segment costs the broker a flush and two index files: smaller ones
 * would hold up whoever writes fastest.
 */
const bounded = {
  "retention.bytes": String(64 * 2 ** 20),
  "segment.bytes": String(64 * 2 ** 20),
};
const removedAtOnce = { "file.delete.delay.ms": "100" };

export interface BenchTopic {
  readonly partitions: number;
  readonly replication: number;
  /** Whether old messages are removed while it is written to, or all are kept until it is read. */
  readonly keeps: "latest" | "all";
}

/** Runs work with a new topic, which is removed after it whatever happens. */
export async function withTopic<T>(
  bootstrap: readonly string[],
  { partitions, replication, keeps }: BenchTopic,
  work: (topic: string) => Promise<T>,
): Promise<T> {
  const topic = `plimsoll-bench-${randomBytes(6).toString("hex")}`;
  const config = keeps === "all" ? removedAtOnce : { ...bounded, ...removedAtOnce };
  const admin = await KafkaAdmin.connect(plaintext(bootstrap));
  try {
    // The cluster itself goes soon: a topic that cannot be removed is not worth a word.
    return await admin.withTopics(
      [{ topic, partitions, replication, config }],
      () => {},
      () => work(topic),
    );
  } finally {
    await admin.close();
  }
}

/** The same with several, whose names it gets in their order. They are made one by one: a request has a limit. */
export function withTopics<T>(
  bootstrap: readonly string[],
  [topic, ...others]: readonly BenchTopic[],
  work: (topics: readonly string[]) => Promise<T>,
  made: readonly string[] = [],
): Promise<T> {
  if (topic === undefined) return work(made);
  return withTopic(bootstrap, topic, (name) => withTopics(bootstrap, others, work, [...made, name]));
}

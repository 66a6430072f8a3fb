import { randomBytes } from "node:crypto";
import { plaintext } from "../loadgen/access.ts";
import { KafkaAdmin } from "../loadgen/kafka-admin.ts";

/** As the brokers are started: their logs are looked at every second, and what is over the limit goes at once. */
export const quickRetention = {
  "log.initial.task.delay.ms": "1000",
  "log.retention.check.interval.ms": "1000",
};

/** Keeps a log under 1 GB of 12 partitions, and a second's worth of messages. */
const bounded = {
  "retention.bytes": String(64 * 2 ** 20),
  "segment.bytes": String(16 * 2 ** 20),
};
const removedAtOnce = { "file.delete.delay.ms": "100" };

export interface BenchTopic {
  readonly partitions: number;
  readonly replication: number;
  /** Whether old messages are removed while it is written to, or all are kept until it is read. */
  readonly keeps: "latest" | "all";
}

/** Runs work with a new topic, which is removed after it whatever happens. */
export function withTopic<T>(
  bootstrap: readonly string[],
  topic: BenchTopic,
  work: (topic: string) => Promise<T>,
): Promise<T> {
  return withTopics(bootstrap, [topic], ([name]) => work(name!));
}

/** Runs work with new topics, whose names it gets in their order; they are removed after it whatever happens. */
export async function withTopics<T>(
  bootstrap: readonly string[],
  topics: readonly BenchTopic[],
  work: (topics: readonly string[]) => Promise<T>,
): Promise<T> {
  const made = topics.map(({ partitions, replication, keeps }) => ({
    topic: `plimsoll-bench-${randomBytes(6).toString("hex")}`,
    partitions,
    replication,
    config: keeps === "all" ? removedAtOnce : { ...bounded, ...removedAtOnce },
  }));
  const admin = await KafkaAdmin.connect(plaintext(bootstrap));
  try {
    // The cluster itself goes soon: a topic that cannot be removed is not worth a word.
    return await admin.withTopics(
      made,
      () => {},
      () => work(made.map(({ topic }) => topic)),
    );
  } finally {
    await admin.close();
  }
}

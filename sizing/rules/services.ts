import type { RuleEntry } from "./rule.ts";

/** What the nodes around Kafka may be loaded with: NiFi, Connect, Flink, Spark, Flume, HDFS, Redis, mirror links. */
export const serviceRules = {} as const satisfies Record<string, RuleEntry>;

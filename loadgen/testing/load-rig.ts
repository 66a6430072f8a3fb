import { onTestFinished } from "vitest";
import { plaintext } from "../access.ts";
import type { LoadJob, TopicLoad } from "../engine/job.ts";
import type { LoadResult } from "../engine/load-result.ts";
import { steady } from "../load/profile.ts";
import { plainMessages } from "../records/messages.ts";
import { ScriptedBrokers } from "./scripted-broker.ts";

/** A double of a cluster, for the test that asks for it. */
export async function openBrokers(brokers: number, partitions: number): Promise<ScriptedBrokers> {
  const cluster = await ScriptedBrokers.open({ brokers, partitions });
  onTestFinished(() => cluster.close());
  return cluster;
}

/** A second of 1,000 messages on one partition that nobody reads, but for what is changed. */
export const loadOf = (change: Partial<TopicLoad>): TopicLoad => ({
  topic: "t",
  partitions: 1,
  profile: steady(1_000, 1),
  dropAfterMs: null,
  messages: plainMessages(100),
  acks: "all",
  idempotent: true,
  groups: [],
  ...change,
});

/** A run of that load by one thread, but for what is changed. */
export const jobOf = (bootstrap: readonly string[], topic: TopicLoad, change: Partial<LoadJob> = {}): LoadJob => ({
  driver: "plimsoll",
  access: plaintext(bootstrap),
  topics: [topic],
  pipeline: {
    batchBytes: 50_000,
    lingerMs: 5,
    connections: 1,
    inFlight: 3,
    deliveryTimeoutMs: 5_000,
    fetch: { minBytes: 1, maxWaitMs: 100 },
  },
  threads: { produce: 1, consume: 0 },
  warmupSeconds: 0,
  seconds: 1,
  settleSeconds: 2,
  drainSeconds: 2,
  seed: 1,
  ...change,
});

/** What all producers counted together. */
export const produced = ({ produce }: LoadResult, key: "acknowledged" | "failed" | "unsent" | "messages" | "retries") =>
  produce.reduce((sum, part) => sum + part[key], 0);

import { defaultPipeline } from "../../loadgen/engine/job.ts";
import { threadsFor } from "../../loadgen/engine/machine.ts";
import packageJson from "../../package.json" with { type: "json" };
import { nodeProgram } from "./node-program.ts";
import type { ConsumePeer, ConsumeReport, ProduceJob, ProducePeer } from "./peer.ts";

const name = "plimsoll";
const { version } = packageJson;
const { fetch, ...producing } = defaultPipeline;

/** A rate that no generator reaches, so that what it sends is its most. */
const outOfReach = 50_000_000;

/** What the program of our producer is told. */
export interface PlimsollTask extends ProduceJob {
  readonly messagesPerSecond: number;
  readonly workers: number;
}

/** Our own producer, by default under a schedule that it cannot keep up with. */
export const plimsollAt = ({
  messagesPerSecond = outOfReach,
  workers = threadsFor().produce,
}: Partial<Pick<PlimsollTask, "messagesPerSecond" | "workers">>): ProducePeer => ({
  name,
  version,
  use: "its default pipeline and threads, every message stamped for the audit, latency recorded, idempotent with acks=all as the Java client is by default; the schedule asks for more than any generator reaches",
  settings: { ...producing, messagesPerSecond, threads: workers },
  end: "reports",
  command(job) {
    const task: PlimsollTask = { ...job, messagesPerSecond, workers };
    return nodeProgram(new URL("../programs/plimsoll-producer.ts", import.meta.url), task);
  },
});

export const plimsollProducer = plimsollAt({});

/** Our own consumer with its whole audit: every byte compared, every sequence accounted for. */
export const plimsollConsumer: ConsumePeer = {
  name,
  version,
  use: "every byte of every message compared with what was sent, every sequence held against what was acknowledged; the time includes starting its threads, connecting and the audit",
  settings: { ...fetch, threads: threadsFor().consume },
  command: (job) => nodeProgram(new URL("../programs/plimsoll-consumer.ts", import.meta.url), job),
  read: (output) => JSON.parse(output) as ConsumeReport,
};

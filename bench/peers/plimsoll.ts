import { defaultPipeline } from "../../loadgen/engine/job.ts";
import { threadsFor } from "../../loadgen/engine/machine.ts";
import packageJson from "../../package.json" with { type: "json" };
import { nodeProgram } from "./node-program.ts";
import type { ConsumePeer, ConsumeReport, ProducePeer } from "./peer.ts";

const name = "plimsoll";
const { version } = packageJson;
const { fetch, ...producing } = defaultPipeline;

/** Our own producer, under a schedule that it cannot keep up with. */
export const plimsollProducer: ProducePeer = {
  name,
  version,
  use: "its default pipeline and threads, every message stamped for the audit, latency recorded, idempotent with acks=all as the Java client is by default; the schedule asks for more than any generator reaches",
  settings: { ...producing, threads: threadsFor().produce },
  end: "reports",
  command: (job) => nodeProgram(new URL("../programs/plimsoll-producer.ts", import.meta.url), job),
};

/** Our own consumer with its whole audit: every byte compared, every sequence accounted for. */
export const plimsollConsumer: ConsumePeer = {
  name,
  version,
  use: "every byte of every message compared with what was sent, every sequence held against what was acknowledged; the time includes starting its threads, connecting and the audit",
  settings: { ...fetch, threads: threadsFor().consume },
  command: (job) => nodeProgram(new URL("../programs/plimsoll-consumer.ts", import.meta.url), job),
  read: (output) => JSON.parse(output) as ConsumeReport,
};

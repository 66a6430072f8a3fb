import packageJson from "../../package.json" with { type: "json" };
import type { Sending } from "../programs/sending.ts";
import { nodeProgram } from "./node-program.ts";
import type { ProducePeer } from "./peer.ts";

/** Bytes of a batch beyond which kafkajs gained nothing when it was tried. */
const batchBytes = 256_000;
const inFlight = 12;

/** What the program of kafkajs is told. */
export type KafkajsTask = Parameters<ProducePeer["command"]>[0] & Pick<Sending, "batchMessages" | "inFlight">;

export const kafkajsProducer: ProducePeer = {
  name: "kafkajs",
  version: packageJson.dependencies.kafkajs,
  use: "batches handed over whole by producer.send with the partition given, so that it neither partitions nor splits them; one for each partition under way; its idempotent mode, experimental and one request at a time, is off",
  settings: { batchBytes, inFlight, idempotent: false },
  end: "reports",
  command(job) {
    const task: KafkajsTask = { ...job, batchMessages: Math.floor(batchBytes / job.messageBytes), inFlight };
    return nodeProgram(new URL("../programs/kafkajs-producer.ts", import.meta.url), task);
  },
};

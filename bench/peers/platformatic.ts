import packageJson from "../../package.json" with { type: "json" };
import type { Sending } from "../programs/sending.ts";
import { nodeProgram } from "./node-program.ts";
import type { ProducePeer } from "./peer.ts";

/** Bytes of a batch beyond which @platformatic/kafka gained nothing when it was tried. */
const batchBytes = 256_000;
const inFlight = 12;

/** What the program of @platformatic/kafka is told. */
export type PlatformaticTask = Parameters<ProducePeer["command"]>[0] & Pick<Sending, "batchMessages" | "inFlight">;

export const platformaticProducer: ProducePeer = {
  name: "@platformatic/kafka",
  version: packageJson.devDependencies["@platformatic/kafka"],
  use: "batches handed over whole by producer.send with the partition given, as in its own batch benchmark; one for each partition under way; buffers without serializers; not idempotent, which is its default",
  settings: { batchBytes, inFlight, idempotent: false },
  end: "reports",
  command(job) {
    const task: PlatformaticTask = { ...job, batchMessages: Math.floor(batchBytes / job.messageBytes), inFlight };
    return nodeProgram(new URL("../programs/platformatic-producer.ts", import.meta.url), task);
  },
};

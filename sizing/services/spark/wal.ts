import { derive } from "../../derivation.ts";
import type { Site } from "../service.ts";
import type { SparkLoad } from "./load.ts";

const day = 86_400;

/** What the receivers' write-ahead log writes and holds, in all its replicas; nothing without one. */
export function walOf({ job, work, traffic }: SparkLoad, { rules }: Site) {
  const replicas = job.wal ? rules.hdfsReplication.value : 0;
  return {
    walBytesPerSecond: derive(
      "B/s",
      "work x replicas",
      rules.hdfsReplication,
      { workBytesPerSecond: work.value, replicas },
      (inputs) => inputs.workBytesPerSecond * inputs.replicas,
    ),
    walBytesPerDay: derive(
      "B",
      "average x a day x replicas",
      rules.hdfsReplication,
      { averageBytesPerSecond: traffic.averageBytesPerSecond.value, daySeconds: day, replicas },
      (inputs) => inputs.averageBytesPerSecond * inputs.daySeconds * inputs.replicas,
    ),
    walHeldBytes: derive(
      "B",
      "work x batch interval x batches held x replicas",
      rules.sparkBatchesHeld,
      {
        workBytesPerSecond: work.value,
        batchSeconds: job.batch,
        batchesHeld: rules.sparkBatchesHeld.value,
        replicas,
      },
      (inputs) => inputs.workBytesPerSecond * inputs.batchSeconds * inputs.batchesHeld * inputs.replicas,
    ),
  };
}

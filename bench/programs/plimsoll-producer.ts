import { plaintext } from "../../loadgen/access.ts";
import { runLoad } from "../../loadgen/engine/engine.ts";
import { defaultPipeline } from "../../loadgen/engine/job.ts";
import { steady } from "../../loadgen/load/profile.ts";
import { plainMessages } from "../../loadgen/records/messages.ts";
import type { ProduceReport } from "../peers/peer.ts";
import type { PlimsollTask } from "../peers/plimsoll.ts";

const job: PlimsollTask = JSON.parse(process.argv[2]!);
const { produce } = await runLoad({
  driver: "plimsoll",
  access: plaintext(job.bootstrap),
  topics: [
    {
      topic: job.topic,
      partitions: job.partitions,
      profile: steady(job.messagesPerSecond, job.seconds),
      dropAfterMs: null,
      messages: plainMessages(job.messageBytes),
      acks: job.acks,
      idempotent: job.acks === "all",
      groups: [],
    },
  ],
  pipeline: defaultPipeline,
  threads: { produce: job.workers, consume: 0 },
  warmupSeconds: 0,
  seconds: job.seconds,
  settleSeconds: 0,
  drainSeconds: 0,
  seed: 1,
});
const report: ProduceReport = { acknowledged: produce.reduce((sum, { acknowledged }) => sum + acknowledged, 0) };
console.log(JSON.stringify(report));

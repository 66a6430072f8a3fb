import { plaintext } from "../../loadgen/access.ts";
import { audit } from "../../loadgen/audit/ledger.ts";
import { runLoad } from "../../loadgen/engine/engine.ts";
import { defaultPipeline } from "../../loadgen/engine/job.ts";
import { threadsFor } from "../../loadgen/engine/machine.ts";
import { atTail } from "../../loadgen/groups.ts";
import { plainMessages } from "../../loadgen/records/messages.ts";
import type { ConsumeJob, ConsumeReport } from "../peers/peer.ts";

const job: ConsumeJob = JSON.parse(process.argv[2]!);
const began = performance.now();
const { consume } = await runLoad({
  driver: "plimsoll",
  access: plaintext(job.bootstrap),
  topics: [
    {
      topic: job.topic,
      partitions: job.partitions,
      profile: [],
      dropAfterMs: null,
      messages: plainMessages(job.messageBytes),
      acks: "all",
      idempotent: false,
      groups: [atTail(job.group)],
    },
  ],
  pipeline: defaultPipeline,
  threads: { ...threadsFor(), produce: 0 },
  warmupSeconds: 0,
  seconds: 0,
  settleSeconds: 0,
  drainSeconds: 120,
  seed: job.seed,
});
const found = audit(
  job.acknowledged,
  consume.flatMap(({ rows }) => rows),
  [{ topic: job.topic, group: job.group }],
  consume.reduce((sum, { corrupted }) => sum + corrupted, 0),
);
const seconds = (performance.now() - began) / 1000;
if (!found.clean || found.consumed !== job.messages) {
  const { lost, corrupted, repeated, consumed } = found;
  throw new Error(`the audit is not clean: ${JSON.stringify({ lost, corrupted, repeated, consumed })}`);
}
const report: ConsumeReport = { messages: found.consumed, seconds };
console.log(JSON.stringify(report));

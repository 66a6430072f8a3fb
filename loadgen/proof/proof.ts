import { z } from "zod";
import { agentReport } from "./agent-report.ts";
import { auditResult } from "./audit-result.ts";
import { brokerSample } from "./broker-sample.ts";
import { comparison } from "./comparison.ts";
import { consumedLoad } from "./consumed-load.ts";
import { faultReport } from "./fault-report.ts";
import { finding } from "./finding.ts";
import { ownLimits } from "./own-limits.ts";
import { producedLoad } from "./produced-load.ts";
import { provenTopic } from "./proven-topic.ts";
import { eventCounts, runEvent } from "./run-event.ts";
import { sample } from "./sample.ts";
import { steadiness } from "./steadiness.ts";

/** What a run found: `plimsoll/proof@1`. */
export const proofSchema = z.strictObject({
  schema: z.literal("plimsoll/proof@1"),
  name: z.string(),
  run: z.string(),
  startedAt: z.string(),
  verdict: z.enum(["pass", "fail", "invalid"]),
  findings: z.array(finding),
  cluster: z.strictObject({ bootstrap: z.array(z.string()), brokers: z.int(), target: z.string() }),
  driver: z.enum(["plimsoll", "kafkajs"]),
  scale: z.strictObject({ factor: z.number().positive(), chosen: z.string() }),
  /** How the rate went, such as `steady` or `spike:x100`. */
  profile: z.string(),
  /** The condition that ended the run early; null if none did. */
  stopped: z.string().nullable(),
  warmupSeconds: z.number().nonnegative(),
  measuredSeconds: z.number().positive(),
  topics: z.array(provenTopic),
  produce: producedLoad,
  /** By consumer group. */
  consume: z.array(consumedLoad),
  audit: auditResult,
  steady: steadiness,
  /** Null where no earlier run was given. */
  baseline: comparison.nullable(),
  limits: ownLimits,
  /** None where the load came from the coordinator's own machine. */
  agents: z.array(agentReport),
  series: z.array(sample),
  /** What the brokers told of themselves meanwhile, in order of time; none where nothing could be asked. */
  brokers: z.array(brokerSample),
  faults: z.array(faultReport),
  /** Things that happened during the run, in order of time. */
  events: z.array(runEvent),
  /** Of `events`, how many there were of each kind. */
  eventCounts,
});
export type Proof = z.infer<typeof proofSchema>;

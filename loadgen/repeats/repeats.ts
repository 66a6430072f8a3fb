import { z } from "zod";
import { type AuditTotals, auditTotals } from "../proof/audit-result.ts";
import { finding } from "../proof/finding.ts";
import { interval } from "../proof/interval.ts";
import { type Proof, proofSchema } from "../proof/proof.ts";
import { intervalOf } from "../statistics/interval.ts";

const { verdict, cluster, driver, scale, profile, measuredSeconds } = proofSchema.shape;
const perSecond = z.number().nonnegative();
const milliseconds = z.number().nonnegative();

/** A proof of several of the same load. */
const run = z.strictObject({
  run: z.string(),
  startedAt: z.string(),
  verdict,
  findings: z.array(finding),
  measuredSeconds,
  targetMessagesPerSecond: perSecond,
  messagesPerSecond: perSecond,
  bytesPerSecond: perSecond,
  /** From due time to acknowledgement; null where nothing was acknowledged. */
  latency: z.strictObject({ p50: milliseconds, p99: milliseconds, p999: milliseconds }).nullable(),
  audit: auditTotals,
});

/** What several proofs of the same load found together: `plimsoll/repeats@1`. */
export const repeatsSchema = z.strictObject({
  schema: z.literal("plimsoll/repeats@1"),
  name: z.string(),
  verdict,
  cluster,
  driver,
  scale,
  profile,
  runs: z.array(run).min(2),
  /** Of the runs, which do not hang on each other: the mean with its interval by Student's t. */
  spread: z.strictObject({
    messagesPerSecond: interval,
    /** Null where a run has none. */
    latency: z.strictObject({ p50: interval, p99: interval, p999: interval }).nullable(),
  }),
  /** Of all runs together. */
  audit: auditTotals,
});
export type Repeats = z.infer<typeof repeatsSchema>;
export type RepeatedRun = Repeats["runs"][number];

/** Sums up two proofs or more of the same load. One that fails is a fail of them all; else so is one that is invalid. */
export function repeatsOf(proofs: readonly Proof[]): Repeats {
  const [first] = proofs;
  if (!first || proofs.length < 2) throw new RangeError(`${proofs.length} proofs; repeats are two or more`);
  const runs = proofs.map(runOf);
  return {
    schema: "plimsoll/repeats@1",
    name: first.name,
    verdict: verdictOf(runs),
    cluster: first.cluster,
    driver: first.driver,
    scale: first.scale,
    profile: first.profile,
    runs,
    spread: { messagesPerSecond: intervalOf(runs.map((each) => each.messagesPerSecond)), latency: latencyOf(runs) },
    audit: sumOf(runs.map(({ audit }) => audit)),
  };
}

function runOf({
  run: id,
  startedAt,
  verdict: outcome,
  findings,
  measuredSeconds: time,
  ...found
}: Proof): RepeatedRun {
  const { targetMessagesPerSecond, messagesPerSecond, bytesPerSecond, latency } = found.produce;
  const { partitions: _, ...audit } = found.audit;
  const { p50, p99, p999 } = latency;
  return {
    run: id,
    startedAt,
    verdict: outcome,
    findings,
    measuredSeconds: time,
    targetMessagesPerSecond,
    messagesPerSecond,
    bytesPerSecond,
    latency: latency.count === 0 ? null : { p50, p99, p999 },
    audit,
  };
}

function latencyOf(runs: readonly RepeatedRun[]): Repeats["spread"]["latency"] {
  const told = runs.flatMap(({ latency }) => latency ?? []);
  if (told.length < runs.length) return null;
  const spreadOf = (percentile: "p50" | "p99" | "p999") => intervalOf(told.map((latency) => latency[percentile]));
  return { p50: spreadOf("p50"), p99: spreadOf("p99"), p999: spreadOf("p999") };
}

function sumOf(audits: readonly AuditTotals[]): AuditTotals {
  const sum = (count: Exclude<keyof AuditTotals, "clean">) => audits.reduce((total, audit) => total + audit[count], 0);
  return {
    clean: audits.every(({ clean }) => clean),
    acknowledged: sum("acknowledged"),
    consumed: sum("consumed"),
    lost: sum("lost"),
    corrupted: sum("corrupted"),
    repeated: sum("repeated"),
    outOfOrder: sum("outOfOrder"),
    unacknowledged: sum("unacknowledged"),
  };
}

function verdictOf(runs: readonly RepeatedRun[]): Repeats["verdict"] {
  const some = (outcome: Repeats["verdict"]) => runs.some((each) => each.verdict === outcome);
  if (some("fail")) return "fail";
  return some("invalid") ? "invalid" : "pass";
}

import { formatBytesPerSecond } from "../sizing/index.ts";
import type { Finding, Proof } from "./proof.ts";
import { count, milliseconds } from "./report/figures.ts";

/** Share of the target that a run must hold: an open loop that is kept up with loses nothing but its last batches. */
export const RATE_TOLERANCE = 0.99;
/** Above this use of a thread or of the machine, what is measured is no longer the cluster. */
export const BUSY = 0.95;
/** A generator whose ceiling is nearer to the target than this cannot tell a slow cluster from a slow generator. */
export const CEILING_ROOM = 1.25;

/** A median latency that rose by more than this part of its mean, and by more than so many ms, was not at its level. */
const RISEN = 0.5;
const LEAST_RISE_MS = 5;

/** A group whose consumers have a rate of their own is judged by that: it reads so much of it if it is behind, */
const OWN_RATE = 0.95;
/** by more than it reads in so long. */
const BEHIND_SECONDS = 1;

/** What a verdict is drawn from. */
export type Evidence = Pick<
  Proof,
  "produce" | "consume" | "audit" | "steady" | "baseline" | "limits" | "topics" | "agents" | "stopped" | "faults"
> & {
  /** Whether the consumers read everything within the time given to them. */
  drained: boolean;
  /** The workload's objective for the 99th percentile of the produce latency; null where it has none. */
  produceP99ObjectiveMs: number | null;
  /** Why the cluster was not put back after its faults; null if it was. */
  leftHarmed: string | null;
};

/** Judges a run: one finding for each question. Loss is loss, whatever else was wrong with the run. */
export function judge(evidence: Evidence): Finding[] {
  return [
    loss(evidence),
    corruption(evidence),
    order(evidence),
    rate(evidence),
    sending(evidence),
    reading(evidence),
    generator(evidence),
    ...latency(evidence),
    ...steady(evidence),
    ...regressions(evidence),
    ...drops(evidence),
    ...ended(evidence),
    ...agents(evidence),
    ...faults(evidence),
  ];
}

/** The worst outcome: fail for loss and corruption before all; then invalid; then fail. */
export function overall(findings: readonly Finding[]): Proof["verdict"] {
  const has = (outcome: Finding["outcome"], codes?: readonly string[]) =>
    findings.some((finding) => finding.outcome === outcome && (!codes || codes.includes(finding.code)));
  if (has("fail", ["lost", "corrupted", "order"])) return "fail";
  if (has("invalid")) return "invalid";
  return has("fail") ? "fail" : "pass";
}

function loss({ audit, drained, limits }: Evidence): Finding {
  const code = "lost";
  if (!drained && audit.lost > 0) {
    // Unread is not lost: what gave way may be the reader's machine.
    const text = `${count(audit.lost)} of ${count(audit.acknowledged)} acknowledged messages were not read in time; whether they are lost is not known`;
    return { code, outcome: isBusy(limits) ? "invalid" : "fail", text };
  }
  const text = `${count(audit.lost)} of ${count(audit.acknowledged)} acknowledged messages were lost`;
  return { code, outcome: audit.lost === 0 ? "pass" : "fail", text };
}

function isBusy(limits: Evidence["limits"]): boolean {
  return limits.eventLoopUtilisation > BUSY || (limits.machineCpu !== null && limits.machineCpu > BUSY);
}

function corruption({ audit }: Evidence): Finding {
  const outcome = audit.corrupted === 0 ? "pass" : "fail";
  return { code: "corrupted", outcome, text: `${count(audit.corrupted)} messages were not what was sent` };
}

function order({ audit, topics }: Evidence): Finding {
  const asked = topics.some(({ idempotent }) => idempotent);
  const odd = audit.repeated + audit.outOfOrder;
  const counts = `${count(audit.repeated)} repeated, ${count(audit.outOfOrder)} out of order`;
  return {
    code: "order",
    outcome: asked && odd > 0 ? "fail" : "pass",
    text: asked ? `${counts}; the producers are idempotent` : `${counts}; allowed, the producers are not idempotent`,
  };
}

function rate({ produce, limits }: Evidence): Finding {
  const share = produce.messagesPerSecond / produce.targetMessagesPerSecond;
  const text = `${count(produce.messagesPerSecond)} of ${count(produce.targetMessagesPerSecond)} msg/s acknowledged (${(100 * share).toFixed(1)} %)`;
  if (produce.messagesPerSecond >= RATE_TOLERANCE * produce.inTimeMessagesPerSecond)
    return { code: "rate", outcome: "pass", text };
  if (limits.machineCpu !== null && limits.machineCpu > BUSY)
    return {
      code: "rate",
      outcome: "invalid",
      text: `${text}, with this machine's CPU ${percent(limits.machineCpu)} busy`,
    };
  return { code: "rate", outcome: "fail", text };
}

function sending({ produce }: Evidence): Finding {
  const errors = Object.entries(produce.errors).map(([name, messages]) => `${count(messages)} ${name}`);
  const detail = errors.length > 0 ? ` (${errors.join(", ")})` : "";
  return {
    code: "sent",
    outcome: produce.failed === 0 ? "pass" : "fail",
    text: `${count(produce.failed)} messages were given up, ${count(produce.retries)} sent again${detail}`,
  };
}

function reading({ consume, drained, agents: all }: Evidence): Finding {
  if (consume.length === 0) return { code: "read", outcome: "invalid", text: "no consumer group: nothing was audited" };
  if (all.some(({ lost }) => lost && lost.unread.length > 0))
    return { code: "read", outcome: "invalid", text: "what the consumers of a lost agent read is not known" };
  const behind = consume.filter(({ limitBytesPerSecond, behindMessages, messagesPerSecond, lagSeconds }) => {
    return limitBytesPerSecond !== null && behindMessages > messagesPerSecond * (lagSeconds + BEHIND_SECONDS);
  });
  const slow = behind.some((group) => group.fetchedBytesPerSecond < OWN_RATE * group.limitBytesPerSecond!);
  const texts = [
    drained ? "every consumer group read to the end" : "a consumer group did not read to the end in time",
    ...behind.map(
      ({ group, limitBytesPerSecond, fetchedBytesPerSecond, behindMessages }) =>
        `${group} read ${formatBytesPerSecond(fetchedBytesPerSecond)} of the ${formatBytesPerSecond(limitBytesPerSecond!)} that its consumers can, and was ${count(behindMessages)} messages behind when the load ended`,
    ),
  ];
  return { code: "read", outcome: drained && !slow ? "pass" : "fail", text: texts.join("; ") };
}

function generator({ limits, produce }: Evidence): Finding {
  const ceiling = limits.ceilingMessagesPerSecond;
  const use = `busiest thread ${percent(limits.eventLoopUtilisation)} busy`;
  const code = "generator";
  if (ceiling !== null && ceiling < CEILING_ROOM * produce.peakMessagesPerSecond)
    return {
      code,
      outcome: "invalid",
      text: `the generator itself offers ${count(ceiling)} msg/s at most: too near to the peak of ${count(produce.peakMessagesPerSecond)} msg/s`,
    };
  if (limits.eventLoopUtilisation > BUSY)
    return { code, outcome: "invalid", text: `the generator was the limit: ${use}` };
  const room = ceiling === null ? "" : `, ceiling ${count(ceiling)} msg/s`;
  return { code, outcome: "pass", text: `the generator was not the limit: ${use}${room}` };
}

/** The 99th percentile of the produce latency against the workload's objective, if it has one. */
function latency({ produce, limits, produceP99ObjectiveMs: objective }: Evidence): Finding[] {
  if (objective === null) return [];
  const { p99 } = produce.latency;
  const text = `99 % acknowledged in ${milliseconds(p99)}; the objective is ${milliseconds(objective)}`;
  if (p99 <= objective) return [{ code: "latency", outcome: "pass", text }];
  // What waits for the CPU of a machine that brokers and generator share says nothing of the brokers' own hosts.
  return [{ code: "latency", outcome: isBusy(limits) ? "invalid" : "fail", text }];
}

/** A figure from a state that was still changing tells nothing of the next hour. */
function steady({ steady: { warmUp, p50, p50Change } }: Evidence): Finding[] {
  const code = "steady";
  if (warmUp === "not found")
    return [{ code, outcome: "invalid", text: "the latency was not steady by the end of the longest warm-up" }];
  if (p50 === null || p50Change === null) return [];
  const text = `the median latency ${p50Change === 0 ? "kept its level" : `changed by ${milliseconds(p50Change)}`} of ${milliseconds(p50.mean)} over the measurement`;
  const risen = p50Change > RISEN * p50.mean && p50Change > LEAST_RISE_MS;
  return [{ code, outcome: risen ? "invalid" : "pass", text: risen ? `${text}: where it ends is not known` : text }];
}

/** What became worse than in the run to compare with; a run that cannot be compared says nothing of the cluster. */
function regressions({ baseline }: Evidence): Finding[] {
  if (baseline === null) return [];
  const code = "baseline";
  const { run, differences, changes } = baseline;
  if (differences.length > 0)
    return [{ code, outcome: "invalid", text: `cannot be compared with run ${run}: ${differences.join("; ")}` }];
  const worse = changes.filter(({ outcome }) => outcome === "worse").map(({ figure, text }) => `${figure} ${text}`);
  if (worse.length > 0) return [{ code, outcome: "fail", text: `worse than in run ${run}: ${worse.join("; ")}` }];
  return [{ code, outcome: "pass", text: `nothing became worse than in run ${run}` }];
}

/** What topics may drop is a part of what was due; where it is not told, nothing may be dropped. */
function drops({ topics }: Evidence): Finding[] {
  const dropping = topics.flatMap(({ drop }) => drop ?? []);
  if (dropping.length === 0) return [];
  const dropped = dropping.reduce((sum, drop) => sum + drop.dropped, 0);
  const due = dropping.reduce((sum, drop) => sum + drop.due, 0);
  const allowed = Math.min(...dropping.map(({ atMost }) => atMost));
  const share = due === 0 ? 0 : dropped / due;
  const text = `${count(dropped)} of ${count(due)} messages due were dropped (${fine(share)}); ${fine(allowed)} may be`;
  return [{ code: "drops", outcome: share <= allowed ? "pass" : "fail", text }];
}

/** A run that a condition ended early did not hold what was asked of it, unless its machine gave way. */
function ended({ stopped, limits }: Evidence): Finding[] {
  if (stopped === null) return [];
  return [
    { code: "stopped", outcome: isBusy(limits) ? "invalid" : "fail", text: `the run was ended early: ${stopped}` },
  ];
}

/** What a lost agent had counted is not known, so neither is whether its part of the load was held. */
function agents({ agents: all }: Evidence): Finding[] {
  if (all.length === 0) return [];
  const code = "agent";
  const lost = all.flatMap(({ address, share, lost: loss }) => {
    if (!loss) return [];
    const partitions = loss.unread.reduce((sum, unread) => sum + unread.partitions.length, 0);
    return [
      `agent ${address}, which had ${percent(share)} of the load, was lost at ${loss.t.toFixed(1)} s (${loss.why}); the audit leaves out its ${count(loss.producers.length)} producers and the ${count(partitions)} partitions that it read`,
    ];
  });
  if (lost.length > 0) return [{ code, outcome: "invalid", text: lost.join("; ") }];
  return [{ code, outcome: "pass", text: `${count(all.length)} agents carried the load to its end` }];
}

/** Faults are not judged, only whether the run was what it should have been. */
function faults({ faults: done, leftHarmed }: Evidence): Finding[] {
  if (done.length === 0) return [];
  const code = "faults";
  const failed = done.flatMap(({ text, began, failure }) => {
    if (failure !== null) return [`${text}: ${failure}`];
    return began === null ? [`${text}: the run was over before`] : [];
  });
  if (failed.length > 0)
    return [{ code, outcome: "invalid", text: `fault not carried out as planned: ${failed.join("; ")}` }];
  if (leftHarmed !== null)
    return [{ code, outcome: "invalid", text: `the cluster could not be put back after its faults: ${leftHarmed}` }];
  return [{ code, outcome: "pass", text: `faults carried out: ${done.map(({ text }) => text).join(", ")}` }];
}

/** A small part, with as many digits as an objective of 0.01 % needs. */
const fine = (fraction: number) => `${Number((100 * fraction).toPrecision(3))} %`;
const percent = (fraction: number) => `${(100 * fraction).toFixed(0)} %`;

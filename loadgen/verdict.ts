import type { Finding, Proof } from "./proof.ts";
import { count } from "./report/figures.ts";

/** Share of the target that a run must hold: an open loop that is kept up with loses nothing but its last batches. */
export const RATE_TOLERANCE = 0.99;
/** Above this use of a thread or of the machine, what is measured is no longer the cluster. */
export const BUSY = 0.95;
/** A generator whose ceiling is nearer to the target than this cannot tell a slow cluster from a slow generator. */
export const CEILING_ROOM = 1.25;

/** What a verdict is drawn from. */
export type Evidence = Pick<Proof, "produce" | "consume" | "audit" | "limits" | "topics"> & {
  /** Whether the consumers read everything within the time given to them. */
  drained: boolean;
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
  if (share >= RATE_TOLERANCE) return { code: "rate", outcome: "pass", text };
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

function reading({ consume, drained }: Evidence): Finding {
  if (consume.length === 0) return { code: "read", outcome: "invalid", text: "no consumer group: nothing was audited" };
  const text = drained ? "every consumer group read to the end" : "a consumer group did not read to the end in time";
  return { code: "read", outcome: drained ? "pass" : "fail", text };
}

function generator({ limits, produce }: Evidence): Finding {
  const ceiling = limits.ceilingMessagesPerSecond;
  const use = `busiest thread ${percent(limits.eventLoopUtilisation)} busy`;
  const code = "generator";
  if (ceiling !== null && ceiling < CEILING_ROOM * produce.targetMessagesPerSecond)
    return {
      code,
      outcome: "invalid",
      text: `the generator itself offers ${count(ceiling)} msg/s at most: too near to the target`,
    };
  if (limits.eventLoopUtilisation > BUSY)
    return { code, outcome: "invalid", text: `the generator was the limit: ${use}` };
  const room = ceiling === null ? "" : `, ceiling ${count(ceiling)} msg/s`;
  return { code, outcome: "pass", text: `the generator was not the limit: ${use}${room}` };
}

const percent = (fraction: number) => `${(100 * fraction).toFixed(0)} %`;

import { formatBytesPerSecond } from "../../sizing/index.ts";
import type { Finding } from "../proof/finding.ts";
import { count, milliseconds } from "../report/figures.ts";
import { BUSY, type Evidence, isBusy } from "./evidence.ts";
import { percent } from "./percent.ts";

/** Share of the target that a run must hold: an open loop that is kept up with loses nothing but its last batches. */
export const RATE_TOLERANCE = 0.99;

/** A group whose consumers have a rate of their own is judged by that: it reads so much of it if it is behind, */
const OWN_RATE = 0.95;
/** by more than it reads in so long. */
const BEHIND_SECONDS = 1;

export function rate({ produce, limits }: Evidence): Finding {
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

export function sending({ produce }: Evidence): Finding {
  const errors = Object.entries(produce.errors).map(([name, messages]) => `${count(messages)} ${name}`);
  const detail = errors.length > 0 ? ` (${errors.join(", ")})` : "";
  return {
    code: "sent",
    outcome: produce.failed === 0 ? "pass" : "fail",
    text: `${count(produce.failed)} messages were given up, ${count(produce.retries)} sent again${detail}`,
  };
}

export function reading({ consume, drained, agents: all }: Evidence): Finding {
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

/** The 99th percentile of the produce latency against the workload's objective, if it has one. */
export function latency({ produce, limits, produceP99ObjectiveMs: objective }: Evidence): Finding[] {
  if (objective === null) return [];
  const { p99 } = produce.latency;
  const text = `99 % acknowledged in ${milliseconds(p99)}; the objective is ${milliseconds(objective)}`;
  if (p99 <= objective) return [{ code: "latency", outcome: "pass", text }];
  // What waits for the CPU of a machine that brokers and generator share says nothing of the brokers' own hosts.
  return [{ code: "latency", outcome: isBusy(limits) ? "invalid" : "fail", text }];
}

/** What became worse than in the run to compare with; a run that cannot be compared says nothing of the cluster. */
export function regressions({ baseline }: Evidence): Finding[] {
  if (baseline === null) return [];
  const code = "baseline";
  const { run, differences, changes } = baseline;
  if (differences.length > 0)
    return [{ code, outcome: "invalid", text: `cannot be compared with run ${run}: ${differences.join("; ")}` }];
  const worse = changes.filter(({ outcome }) => outcome === "worse").map(({ figure, text }) => `${figure} ${text}`);
  if (worse.length > 0) return [{ code, outcome: "fail", text: `worse than in run ${run}: ${worse.join("; ")}` }];
  return [{ code, outcome: "pass", text: `nothing became worse than in run ${run}` }];
}

import type { Finding } from "../proof/finding.ts";
import { count, milliseconds } from "../report/figures.ts";
import { BUSY, type Evidence, isBusy } from "./evidence.ts";
import { percent } from "./percent.ts";

/** Share of the target that a run must hold: an open loop that is kept up with loses nothing but its last batches. */
export const RATE_TOLERANCE = 0.99;

/** The same of one topic among many, whose last batches may be much of what it has; */
const TOPIC_TOLERANCE = 0.95;
/** those that came in so long, and one at each end of the time, are no sign. */
const TOPIC_SECONDS = 0.25;
const TOPIC_MESSAGES = 2;
/** Topics named, the shortest first; where a whole cluster is slow, all of them are short. */
const MOST_NAMED = 3;

export function rate(evidence: Evidence): Finding {
  const { produce, limits } = evidence;
  const share = produce.messagesPerSecond / produce.targetMessagesPerSecond;
  const short = topicsShort(evidence);
  const text = [
    `${count(produce.messagesPerSecond)} of ${count(produce.targetMessagesPerSecond)} msg/s acknowledged (${(100 * share).toFixed(1)} %)`,
    ...short
      .slice(0, MOST_NAMED)
      .map(
        ({ name, messagesPerSecond, targetMessagesPerSecond }) =>
          `topic ${name} ${count(messagesPerSecond)} of ${count(targetMessagesPerSecond)} msg/s`,
      ),
    ...(short.length > MOST_NAMED ? [`and ${count(short.length - MOST_NAMED)} more`] : []),
  ].join("; ");
  // Messages are whole: of each topic one may fall out of the measured time, which at low rates is much.
  const least = RATE_TOLERANCE * produce.inTimeMessagesPerSecond - evidence.topics.length / evidence.measuredSeconds;
  if (produce.messagesPerSecond >= least && short.length === 0) return { code: "rate", outcome: "pass", text };
  if (limits.machineCpu !== null && limits.machineCpu > BUSY)
    return {
      code: "rate",
      outcome: "invalid",
      text: `${text}, with this machine's CPU ${percent(limits.machineCpu)} busy`,
    };
  return { code: "rate", outcome: "fail", text };
}

/** Topics that did not hold their rate, which in the sum over all of them may not show; the shortest first. */
function topicsShort({ topics, produce, measuredSeconds }: Evidence): Evidence["topics"] {
  // All topics have the same profile.
  const inTime = produce.inTimeMessagesPerSecond / produce.targetMessagesPerSecond;
  const short = topics.filter(({ messagesPerSecond, targetMessagesPerSecond }) => {
    const slack = targetMessagesPerSecond * TOPIC_SECONDS + TOPIC_MESSAGES;
    const due = targetMessagesPerSecond * inTime * measuredSeconds;
    return messagesPerSecond * measuredSeconds < TOPIC_TOLERANCE * due - slack;
  });
  const held = (topic: Evidence["topics"][number]) => topic.messagesPerSecond / topic.targetMessagesPerSecond;
  return short.toSorted((a, b) => held(a) - held(b));
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

import { formatBytes } from "../../sizing/index.ts";
import type { Finding } from "../proof/finding.ts";
import { count, milliseconds } from "../report/figures.ts";
import { BUSY, type Evidence, isBusy } from "./evidence.ts";
import { percent } from "./percent.ts";

/** A generator whose ceiling is nearer to the target than this cannot tell a slow cluster from a slow generator. */
export const CEILING_ROOM = 1.25;

/** A median latency that rose by more than this part of its mean, and by more than so many ms, was not at its level. */
const RISEN = 0.5;
const LEAST_RISE_MS = 5;

/** Memory of which so much is taken, or would be after another such run, is no longer there for the taking. */
const MOST_MEMORY = 0.9;
/** Messages that wait longer than this for the generator itself, and for more than this part of the latency, */
const OWN_DELAY_MS = 20;
/** have a latency that tells of the generator. */
const OWN_PART = 0.5;

/** Whether the load was what was asked for, and the latency that of the cluster; the first limit that was met is named. */
export function generator(evidence: Evidence): Finding {
  const { limits } = evidence;
  const code = "generator";
  const text = atItsCeiling(evidence) ?? atItsThreads(limits) ?? atItsMemory(limits) ?? lateByItself(evidence);
  if (text !== null) return { code, outcome: "invalid", text };
  const ceiling = limits.ceilingMessagesPerSecond;
  const room = ceiling === null ? "" : `, ceiling ${count(ceiling)} msg/s`;
  return { code, outcome: "pass", text: `the generator was not the limit: ${useText(limits)}${room}` };
}

const useText = ({ eventLoopUtilisation }: Evidence["limits"]) =>
  `busiest thread ${percent(eventLoopUtilisation)} busy`;

function atItsCeiling({ limits: { ceilingMessagesPerSecond: ceiling }, produce }: Evidence): string | null {
  if (ceiling === null || ceiling >= CEILING_ROOM * produce.peakMessagesPerSecond) return null;
  return `the generator itself offers ${count(ceiling)} msg/s at most: too near to the peak of ${count(produce.peakMessagesPerSecond)} msg/s`;
}

function atItsThreads(limits: Evidence["limits"]): string | null {
  return limits.eventLoopUtilisation > BUSY ? `the generator was the limit: ${useText(limits)}` : null;
}

function atItsMemory({ memory }: Evidence["limits"]): string | null {
  if (memory === null) return null;
  const { peakBytes, grownBytes, limitBytes } = memory;
  if (peakBytes + Math.max(0, grownBytes) <= MOST_MEMORY * limitBytes) return null;
  const grown = grownBytes > 0 ? `, ${formatBytes(grownBytes)} more than at its beginning` : "";
  return `the generator was the limit: it took ${formatBytes(peakBytes)} of the ${formatBytes(limitBytes)} of memory that there are for it${grown}`;
}

function lateByItself({ limits: { ownDelayP99: own }, produce: { latency } }: Evidence): string | null {
  if (own === null || own <= OWN_DELAY_MS || own <= OWN_PART * latency.p99) return null;
  return `the generator was late by itself: 1 % of the messages waited more than ${milliseconds(own)} for it with room to send them, of a latency of ${milliseconds(latency.p99)}`;
}

/** A figure from a state that was still changing tells nothing of the next hour. */
export function steady({ steady: { warmUp, p50, p50Change } }: Evidence): Finding[] {
  const code = "steady";
  if (warmUp === "not found")
    return [{ code, outcome: "invalid", text: "the latency was not steady by the end of the longest warm-up" }];
  if (p50 === null || p50Change === null) return [];
  const text = `the median latency, ${milliseconds(p50.mean)} on average, ${courseText(p50Change)} over the measurement`;
  const risen = p50Change > RISEN * p50.mean && p50Change > LEAST_RISE_MS;
  return [{ code, outcome: risen ? "invalid" : "pass", text: risen ? `${text}: where it ends is not known` : text }];
}

function courseText(change: number): string {
  if (change === 0) return "kept its level";
  return change > 0 ? `rose by ${milliseconds(change)}` : `fell by ${milliseconds(-change)}`;
}

/** A run that a condition ended early did not hold what was asked of it, unless its machine gave way. */
export function ended({ stopped, limits }: Evidence): Finding[] {
  if (stopped === null) return [];
  return [
    { code: "stopped", outcome: isBusy(limits) ? "invalid" : "fail", text: `the run was ended early: ${stopped}` },
  ];
}

/** What a lost agent had counted is not known, so neither is whether its part of the load was held. */
export function agents({ agents: all }: Evidence): Finding[] {
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
export function faults({ faults: done, leftHarmed }: Evidence): Finding[] {
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

/** Messages go with a topic that is deleted: what is lost then tells nothing of the cluster. */
export function recreated({ events }: Evidence): Finding[] {
  const made = events.find(({ kind }) => kind === "topic-recreated") ?? events.find(({ kind }) => kind === "log-anew");
  if (made === undefined) return [];
  return [
    { code: "recreated", outcome: "invalid", text: `${made.text} during the run, seen at ${made.t.toFixed(1)} s` },
  ];
}

import type { Finding } from "../proof/finding.ts";
import { count, milliseconds } from "../report/figures.ts";
import { BUSY, type Evidence, isBusy } from "./evidence.ts";
import { percent } from "./percent.ts";

/** A generator whose ceiling is nearer to the target than this cannot tell a slow cluster from a slow generator. */
export const CEILING_ROOM = 1.25;

/** A median latency that rose by more than this part of its mean, and by more than so many ms, was not at its level. */
const RISEN = 0.5;
const LEAST_RISE_MS = 5;

export function generator({ limits, produce }: Evidence): Finding {
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

/** A figure from a state that was still changing tells nothing of the next hour. */
export function steady({ steady: { warmUp, p50, p50Change } }: Evidence): Finding[] {
  const code = "steady";
  if (warmUp === "not found")
    return [{ code, outcome: "invalid", text: "the latency was not steady by the end of the longest warm-up" }];
  if (p50 === null || p50Change === null) return [];
  const text = `the median latency ${p50Change === 0 ? "kept its level" : `changed by ${milliseconds(p50Change)}`} of ${milliseconds(p50.mean)} over the measurement`;
  const risen = p50Change > RISEN * p50.mean && p50Change > LEAST_RISE_MS;
  return [{ code, outcome: risen ? "invalid" : "pass", text: risen ? `${text}: where it ends is not known` : text }];
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

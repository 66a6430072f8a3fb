import type { PlannedCluster } from "../sizing/planned/cluster.ts";
import { Problem } from "../sizing/problem.ts";
import { acknowledgedPerSecond } from "./ceiling.ts";
import type { LoadResult } from "./engine/load-result.ts";
import { steady } from "./load/profile.ts";
import type { Proof } from "./proof/proof.ts";
import type { PlannedLoad } from "./proof-load.ts";
import type { MessageSpec } from "./records/messages.ts";
import { count } from "./report/figures.ts";
import { handyScale, PROBE_SHARE, scaledLoad } from "./scale.ts";

/** How long a probe of what a cluster moves takes; its second half is measured. */
export const PROBE_SECONDS = 4;
const MEASURED_SECONDS = PROBE_SECONDS / 2;

/** When a probe is measured, and that what it leaves behind is given up. */
export const probeTimes = {
  warmupSeconds: PROBE_SECONDS - MEASURED_SECONDS,
  seconds: MEASURED_SECONDS,
  settleSeconds: 0,
  drainSeconds: 5,
} as const;

/** The whole planned load of `cluster`, on a few partitions of topics of its own whose names begin with `prefix`. */
export function probeLoads(
  cluster: PlannedCluster,
  prefix: string,
  brokers: number,
  messages: ReadonlyMap<string, MessageSpec>,
): PlannedLoad[] {
  return cluster.topics.map((topic) => {
    const shape = steady(1, PROBE_SECONDS);
    const load = scaledLoad(topic, `${prefix}-${topic.name}`, 1, brokers, shape, messages.get(topic.name));
    return { topic, load: { ...load, partitions: Math.min(load.partitions, 4 * brokers) }, existing: null };
  });
}

/** A probe that moved so much of what it offered was not at the end of what there is. */
const ALL = 0.99;

/**
 * The part of a load of `plannedPerSecond` messages/s that leaves room to judge a cluster which moved what `probe` did.
 * Where that was all that was offered, how much more there is is told by the CPU that it took of this machine.
 * @throws Problem PLM-LOAD-011 if that was nothing
 */
export function scaleFrom(probe: LoadResult, plannedPerSecond: number): Proof["scale"] {
  const moved = acknowledgedPerSecond(probe, MEASURED_SECONDS);
  if (moved === 0)
    throw new Problem(
      "environment",
      "PLM-LOAD-011",
      `the cluster acknowledged nothing in the ${MEASURED_SECONDS} s that were measured of a probe`,
      "look at the brokers' logs, or give --scale",
    );
  const { machineCpu } = probe.limits;
  const isAll = moved >= ALL * plannedPerSecond && machineCpu !== null && machineCpu > 0;
  const most = isAll ? Math.max(moved, plannedPerSecond) / machineCpu : moved;
  const [seen, part] = isAll
    ? [
        `all of it, ${count(moved)} msg/s, with this machine's CPU ${Math.round(100 * machineCpu)} % busy`,
        `that takes at most ${100 * PROBE_SHARE} % of it`,
      ]
    : [`${count(moved)} msg/s`, `of at most ${100 * PROBE_SHARE} % of that`];
  return {
    factor: handyScale(plannedPerSecond, most).factor,
    chosen: `a probe of ${PROBE_SECONDS} s moved ${seen}; a load ${part} leaves room to judge the cluster, not its host`,
  };
}

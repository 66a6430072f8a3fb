import type { System } from "../components/system.ts";
import { k6Load } from "../loadgen/k6/load.ts";
import type { Load } from "../loadgen/k6/scripts/shape.ts";
import { type Plan, type PlannedCluster, Problem } from "../sizing/index.ts";

export interface K6LoadOptions {
  readonly cluster?: string;
  readonly scale: number | "auto";
  /** Seconds at the full rate. */
  readonly duration: number;
  /** Seconds before it. */
  readonly ramp: number;
  readonly instanceRate: number;
  readonly instanceBytes: number;
}

/**
 * The load of a planned system for k6.
 * @throws Problem PLM-K6-001 (the scale), PLM-K6-002 (the cluster)
 */
export function plannedK6Load({ plan, workload }: System, options: K6LoadOptions): Load {
  const { scale, duration, ramp, instanceRate, instanceBytes } = options;
  if (scale === "auto")
    throw new Problem(
      "input",
      "PLM-K6-001",
      "--scale auto asks for a probe of the cluster, which writing scripts does not do",
      "write for example `--scale 1/20`",
    );
  const full = { seconds: duration, from: scale, to: scale };
  const { loss = 0, produceP99 } = workload.objectives;
  return k6Load(clusterOf(plan, options.cluster), {
    system: plan.name,
    shape: ramp > 0 ? [{ seconds: ramp, from: 0, to: scale }, full] : [full],
    loss,
    p99Ms: produceP99 === undefined ? null : produceP99 * 1000,
    instance: { messagesPerSecond: instanceRate, bytesPerSecond: instanceBytes },
  });
}

function clusterOf(plan: Plan, name: string | undefined): PlannedCluster {
  const loaded = plan.clusters.filter(({ topics }) => topics.length > 0);
  const [only, ...others] = name === undefined ? loaded : loaded.filter((cluster) => cluster.name === name);
  if (only && others.length === 0) return only;
  throw new Problem(
    "input",
    "PLM-K6-002",
    name === undefined
      ? `the plan ${plan.name} has ${loaded.length} clusters with topics`
      : `the plan ${plan.name} has no cluster \`${name}\` with topics`,
    `name one with --cluster: ${loaded.map((cluster) => cluster.name).join(", ")}`,
  );
}

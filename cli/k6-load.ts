import type { System } from "../components/system.ts";
import { k6Load } from "../loadgen/k6/load.ts";
import type { Load } from "../loadgen/k6/scripts/shape.ts";
import { chosenCluster } from "../loadgen/proof-load.ts";
import { Problem } from "../sizing/index.ts";

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
 * @throws Problem PLM-K6-001 (the scale), or as `chosenCluster`
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
  return k6Load(chosenCluster(plan, options.cluster), {
    system: plan.name,
    shape: ramp > 0 ? [{ seconds: ramp, from: 0, to: scale }, full] : [full],
    loss,
    p99Ms: produceP99 === undefined ? null : produceP99 * 1000,
    instance: { messagesPerSecond: instanceRate, bytesPerSecond: instanceBytes },
  });
}

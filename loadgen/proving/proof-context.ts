import { randomBytes } from "node:crypto";
import type { PlannedCluster } from "../../sizing/planned/cluster.ts";
import type { Crew } from "../agents/crew.ts";
import type { ThreadCounts } from "../engine/load-host.ts";
import { threadsFor } from "../engine/machine.ts";
import { type Shape, steadyShape } from "../load/shape.ts";
import type { MessageSpec } from "../records/messages.ts";
import type { ProveOptions } from "./options.ts";

/** What every step of a proof knows. */
export interface ProofContext {
  readonly options: ProveOptions;
  /** The one of the plan that is loaded. */
  readonly cluster: PlannedCluster;
  /** By topic. */
  readonly messages: ReadonlyMap<string, MessageSpec>;
  readonly crew: Crew | undefined;
  /** Of this run; the names of its topics have it. */
  readonly id: string;
  readonly startedAt: string;
  readonly shape: Shape;
  readonly threads: ThreadCounts;
  /** The longest warm-up, where it goes on until the latency is steady. */
  readonly mostWarmupSeconds: number | undefined;
}

/** The context of a run that begins now. */
export function contextOf(
  options: ProveOptions,
  found: Pick<ProofContext, "cluster" | "messages" | "crew">,
): ProofContext {
  const shape = options.shape ?? steadyShape;
  return {
    ...found,
    options,
    id: `${Date.now().toString(36)}${randomBytes(2).toString("hex")}`,
    startedAt: new Date().toISOString(),
    shape,
    threads: threadsFor(),
    mostWarmupSeconds: mostWarmupOf(options, shape),
  };
}

/** A rate that changes by itself, or a cluster that is harmed at a certain second, has no steady state to wait for. */
function mostWarmupOf({ mostWarmupSeconds, warmupSeconds, faults }: ProveOptions, shape: Shape): number | undefined {
  if (mostWarmupSeconds === undefined || shape.kind !== "steady" || (faults?.faults.length ?? 0) > 0) return undefined;
  return Math.max(warmupSeconds, mostWarmupSeconds);
}

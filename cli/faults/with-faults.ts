import type { FaultPlan } from "../../loadgen/faults/fault.ts";
import type { Plan } from "../../sizing/plan.ts";
import type { Components } from "../context.ts";
import type { LongRunTools } from "../long-run.ts";
import { localFaults } from "./local-faults.ts";
import type { Harm } from "./timeline.ts";

/**
 * Does work that carries out faults on the local cluster of `plan`, which no other program may bring up or down
 * meanwhile; without faults just the work.
 */
export async function withFaults<T>(
  components: Components,
  plan: Pick<Plan, "name" | "clusters">,
  planned: readonly Harm[],
  leave: boolean,
  { log, signal }: Pick<LongRunTools, "log" | "signal">,
  work: (faults: { faults?: FaultPlan }) => Promise<T>,
): Promise<T> {
  if (planned.length === 0) return work({});
  const kafka = plan.clusters[0]?.kafka ?? "";
  const runtime = await components.ensureRuntime({ kafka, log, signal });
  const held = await components.holdCluster(plan.name, { runtime, log });
  try {
    return await work({ faults: await localFaults(planned, held, leave) });
  } finally {
    await held.release();
  }
}

import { capacity, type Inventory, plan, type Workload } from "../../sizing/index.ts";
import type { Case } from "./case.ts";

interface Refused {
  readonly outcome: "refused";
  readonly because: string;
}

/** What the planner says of a case's workload and hardware. */
export type Prediction =
  | { readonly outcome: "cluster"; readonly brokers: number; readonly clusters: number; readonly bottleneck: string }
  | {
      readonly outcome: "ceiling";
      readonly bytesPerSecond: number;
      readonly bottleneck: string;
      /** The same with the planner's headroom, as a user would see it. */
      readonly withHeadroom: number | null;
    }
  | Refused;

export interface Inputs {
  readonly workload: Workload;
  readonly inventory: Inventory;
}

/** Predicts what a case measured: the brokers for a workload, or the throughput of given hardware. */
export function predict(study: Case, inputs: Inputs): Prediction {
  if (study.kind === "cluster") return brokersFor(inputs);
  return study.real?.reached === "recommended" ? ceilingOf(inputs, "objectivesKept") : saturationOf(inputs);
}

function brokersFor({ workload, inventory }: Inputs): Prediction {
  const { verdict, clusters, totals, refusals } = plan(workload, inventory);
  if (verdict === "refused") {
    const reasons = refusals.map(
      ({ code, resource, needed, available, unit }) =>
        `${code}: ${resource}, ${short(needed)} needed, ${short(available)} available (${unit})`,
    );
    return { outcome: "refused", because: reasons.join("; ") };
  }
  const [largest] = clusters.toSorted((a, b) => b.brokers - a.brokers);
  return {
    outcome: "cluster",
    brokers: totals.brokers,
    clusters: totals.clusters,
    bottleneck: largest!.bottleneck.resource,
  };
}

/** A measured maximum has no headroom, so that it is compared with the hardware's own limits. */
function saturationOf({ workload, inventory }: Inputs): Prediction {
  const withHeadroom = ceilingOf({ workload, inventory }, "normal");
  const full = { cpuLimit: 1, networkLimit: 1, diskThroughputLimit: 1, memoryLimit: 1 };
  const prediction = ceilingOf(
    { workload: { ...workload, rules: { ...full, ...workload.rules } }, inventory },
    "normal",
  );
  if (prediction.outcome !== "ceiling") return prediction;
  return { ...prediction, withHeadroom: withHeadroom.outcome === "ceiling" ? withHeadroom.bytesPerSecond : null };
}

function ceilingOf({ workload, inventory }: Inputs, state: "normal" | "objectivesKept"): Prediction {
  const load = capacity(workload, inventory, 0).steps[0]!.load[state];
  if (load.outcome !== "bounded") return { outcome: "refused", because: load.because };
  const bytesPerSecond = load.ingressBytesPerSecond;
  const withHeadroom = state === "objectivesKept" ? bytesPerSecond : null;
  return { outcome: "ceiling", bytesPerSecond, bottleneck: load.binding.resource, withHeadroom };
}

const short = (value: number) => new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 4 }).format(value);

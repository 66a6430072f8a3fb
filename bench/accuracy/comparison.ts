import type { Case } from "./case.ts";
import type { Prediction } from "./prediction.ts";

/** A case beside what the planner says of it. */
export interface Comparison {
  readonly name: string;
  readonly study: Case;
  /** Null where the case has no workload and inventory to plan. */
  readonly prediction: Prediction | null;
  /** Predicted / real; null where one of them is missing. */
  readonly ratio: number | null;
  /** Whether the predicted bottleneck is one that the source names; null where it names none. */
  readonly bottleneckFound: boolean | null;
}

/** Puts a case beside its prediction. A refusal has no ratio and finds no bottleneck. */
export function compare(name: string, study: Case, prediction: Prediction | null): Comparison {
  const named: readonly string[] | undefined = study.real?.bottleneck;
  const found = prediction === null || prediction.outcome === "refused" ? null : prediction.bottleneck;
  return {
    name,
    study,
    prediction,
    ratio: ratioOf(study, prediction),
    bottleneckFound: named === undefined || prediction === null ? null : found !== null && named.includes(found),
  };
}

function ratioOf(study: Case, prediction: Prediction | null): number | null {
  if (study.kind === "cluster" && prediction?.outcome === "cluster")
    return study.real === undefined ? null : prediction.brokers / study.real.brokers;
  if (study.kind === "ceiling" && prediction?.outcome === "ceiling")
    return study.real === undefined ? null : prediction.bytesPerSecond / study.real.bytesPerSecond;
  return null;
}

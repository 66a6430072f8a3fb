import { percent } from "../../../loadgen/report/figures.ts";
import { limitOf } from "../../../loadgen/report/plan/gauges.ts";
import { resourceTitles } from "../../../loadgen/report/verdict.ts";
import type { Plan } from "../../../sizing/plan.ts";
import type { PlannedCluster } from "../../../sizing/planned/cluster.ts";
import { type LoadState, type ResourceName, resourceNames } from "../../../sizing/planned/resource.ts";
import type { Gauge } from "../bar.ts";

/** How full a resource of a broker is, normally and after the planned loss, beside its limit, as text and as a bar. */
export interface ResourceFigure {
  readonly resource: ResourceName;
  readonly title: string;
  readonly normal: string;
  readonly degraded: string;
  /** Empty where the plan does not tell. */
  readonly limit: string;
  readonly gauge: Gauge;
  readonly isBottleneck: boolean;
  /** Keys of the reasons for both uses. */
  readonly keys: Readonly<Record<LoadState, string>>;
}

/** What a cluster's brokers use of each resource, and which resources the inventory does not tell the capacity of. */
export interface ResourceFigures {
  readonly checked: readonly ResourceFigure[];
  readonly unchecked: readonly string[];
}

const keyOf = (cluster: PlannedCluster, state: LoadState, resource: ResourceName): string =>
  `clusters.${cluster.name}.utilisation.${state}.${resource}`;

/** The resources of a cluster's brokers, in the order of the reports. */
export function resourceFigures(plan: Plan, cluster: PlannedCluster): ResourceFigures {
  const { normal, degraded } = cluster.utilisation;
  const checked = resourceNames.flatMap((resource): ResourceFigure[] => {
    const [used, worst] = [normal[resource], degraded[resource]];
    if (used === null) return [];
    const keys = { normal: keyOf(cluster, "normal", resource), degraded: keyOf(cluster, "degraded", resource) };
    const limit = limitOf(plan, cluster, resource);
    return [
      {
        resource,
        title: resourceTitles[resource],
        normal: percent(used),
        degraded: percent(worst),
        limit: limit === null ? "" : percent(limit),
        gauge: { used, worst, limit },
        isBottleneck: resource === cluster.bottleneck.resource,
        keys,
      },
    ];
  });
  const unchecked = resourceNames.filter((resource) => normal[resource] === null);
  return { checked, unchecked: unchecked.map((resource) => resourceTitles[resource]) };
}

/** What the inventory leaves open, in a sentence; none where it tells all. */
export const uncheckedText = ({ unchecked }: ResourceFigures): string[] =>
  unchecked.length === 0 ? [] : [`Not checked, as the inventory does not tell the capacity: ${unchecked.join(", ")}.`];

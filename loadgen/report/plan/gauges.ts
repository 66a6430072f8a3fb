import type { Plan } from "../../../sizing/plan.ts";
import type { PlannedCluster } from "../../../sizing/planned/cluster.ts";
import { type ResourceName, resourceNames } from "../../../sizing/planned/resource.ts";
import type { Gauge, Gauges } from "../model/gauges.ts";
import { resourceTitles } from "../verdict.ts";

const states = ["normal", "degraded"] as const;

/** The part of a resource that may be used, as the plan's reasons have it; null for a plan without them. */
export function limitOf(plan: Plan, cluster: PlannedCluster, resource: ResourceName): number | null {
  const limit = plan.explanation[`clusters.${cluster.name}.utilisation.normal.${resource}`]?.inputs.limit;
  return typeof limit === "number" ? limit : null;
}

/** How full each resource of a cluster's broker is, normally and after the loss that it must survive. */
export function gaugesOf(plan: Plan, cluster: PlannedCluster): Gauges {
  return {
    title: "Use of a broker's capacity",
    states: ["normally", "after the loss"],
    gauges: resourceNames.map((resource) => gaugeOf(plan, cluster, resource)),
  };
}

function gaugeOf(plan: Plan, cluster: PlannedCluster, resource: ResourceName): Gauge {
  const { utilisation, bottleneck } = cluster;
  return {
    name: resourceTitles[resource],
    limit: limitOf(plan, cluster, resource),
    uses: states.map((state) => utilisation[state][resource]),
    bottleneck: bottleneck.resource === resource ? states.indexOf(bottleneck.state) : null,
  };
}

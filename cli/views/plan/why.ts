import type { Plan } from "../../../sizing/plan.ts";
import type { PlannedCluster } from "../../../sizing/planned/cluster.ts";
import type { PlannedService } from "../../../sizing/services/planned.ts";
import { inFull, renderReasons } from "../reasons.ts";
import type { PlanView, Section } from "./section.ts";
import { shownClusters, shownTopics } from "./shown.ts";

/** Topics of a cluster differ in their rates, not in how a number comes to be. */
const mostTopics = 3;

const details = [
  "metadata.nodes",
  ...[
    "networkInBytesPerSecond",
    "networkOutBytesPerSecond",
    "diskWriteBytesPerSecond",
    "diskReadBytesPerSecond",
    "diskUsedBytes",
    "cpuCores",
    "pageCacheBytes",
    "pageCacheReachSeconds",
  ].map((load) => `perBroker.${load}`),
];

function clusterKeys(cluster: PlannedCluster, numbers: readonly string[], topics: number): string[] {
  const largest = shownTopics(cluster, "main").shown.slice(0, topics);
  const ofTopics = largest.map(({ name }) => `topics.${name}.partitions`);
  const standby = cluster.growsTo === null ? [] : ["growsTo"];
  const keys = ["brokers", ...standby, ...ofTopics, ...(cluster.topics.length > 0 ? numbers : [])];
  return keys.map((key) => `clusters.${cluster.name}.${key}`);
}

function serviceKeys({ name, fleet }: PlannedService): string[] {
  const keys = fleet.hosts === "given" ? ["nodes", "bottleneck.utilisation"] : ["leastNodes"];
  return keys.map((key) => `services.${name}.fleet.${key}`);
}

/** The numbers that a reader asks about first. */
function mainKeys({ clusters, cost, choice, services, refusals }: Plan, { why, show }: PlanView): string[] {
  const several = clusters.length > 1;
  const numbers = [...(several && why === "main" ? [] : details), "bottleneck.utilisation"];
  return [
    ...refusals.map(({ code }) => `refusals.${code}.needed`),
    ...shownClusters(clusters, show).flatMap((cluster) => clusterKeys(cluster, numbers, several ? 1 : mostTopics)),
    ...services.flatMap(serviceKeys),
    ...(cost?.lines.map(({ name }) => `cost.lines.${name}.perMonth`) ?? []),
    ...(choice === null ? [] : ["choice.considered"]),
  ];
}

/** Why the numbers are what they are. */
export const renderWhy: Section = (plan, view) => {
  const { explanation, clusters } = plan;
  const form = view.why === "all" ? "full" : "short";
  const every = form === "full" && (view.show === "all" || inFull(explanation));
  const choice = {
    keys: every ? Object.keys(explanation) : [...new Set(mainKeys(plan, view))],
    form,
    columns: view.columns,
    prefix: clusters.length > 1 ? "clusters." : "clusters.main.",
    more: `${inFull(explanation) ? "--why" : "--why --all"}, or plimsoll explain`,
  } as const;
  return renderReasons(explanation, choice, view.paint);
};

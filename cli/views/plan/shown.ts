import type { PlannedCluster } from "../../../sizing/planned/cluster.ts";
import type { PlannedTopic } from "../../../sizing/planned/topic.ts";
import { type Shortened, shortened } from "../table.ts";
import type { PlanView } from "./section.ts";

const mostTopics = 12;

/** The clusters of which a view shows more than a row: the first of each role, or all. */
export function shownClusters(clusters: readonly PlannedCluster[], show: PlanView["show"]): readonly PlannedCluster[] {
  if (show === "all") return clusters;
  return clusters.filter(({ role }, at) => clusters.findIndex((other) => other.role === role) === at);
}

/** Bytes per second that producers send to a topic. */
export const ingressOf = ({ messagesPerSecond, messageBytes }: PlannedTopic): number =>
  messagesPerSecond * messageBytes;

/** The topics of a cluster that a view shows, the largest first. */
export function shownTopics({ topics }: PlannedCluster, show: PlanView["show"]): Shortened<PlannedTopic> {
  const largestFirst = topics.toSorted((a, b) => ingressOf(b) - ingressOf(a));
  return shortened(largestFirst, mostTopics, show);
}

import type { Plan } from "../../../sizing/plan.ts";
import type { PlannedCluster } from "../../../sizing/planned/cluster.ts";
import { resourceNames } from "../../../sizing/planned/resource.ts";
import { count } from "../figures.ts";
import { type Block, section, text } from "../model/block.ts";
import type { Gauges } from "../model/gauges.ts";
import { limitOf } from "../plan/gauges.ts";
import { metadataTitle } from "../plan/racks.ts";
import { disksFigure, hostFigure } from "../plan-figures.ts";
import { bottleneckText, resourceTitles } from "../verdict.ts";
import { type Difference, difference, differenceTable, type Named, wordDifference } from "./change.ts";

/** The clusters of two plans beside each other, by their names; what only one plan has is named. */
export function clusterDifferences(now: Named<Plan>, other: Named<Plan>): Block[] {
  const pairs = now.value.clusters.flatMap((cluster) => {
    const same = other.value.clusters.find(({ name }) => name === cluster.name);
    return same === undefined ? [] : [[cluster, same] as const];
  });
  return [
    ...onlyIn(now, other.value),
    ...onlyIn(other, now.value),
    ...pairs.map(([cluster, same]) =>
      section(
        `Cluster ${cluster.name}`,
        differenceTable("What it is", now.label, other.label, differencesOf(cluster, same)),
        { kind: "gauges", gauges: gaugesBeside(now, cluster, other, same) },
      ),
    ),
  ];
}

function onlyIn({ label, value: { clusters } }: Named<Plan>, other: Plan): Block[] {
  const alone = clusters.filter(({ name }) => other.clusters.every((same) => same.name !== name));
  return alone.length === 0 ? [] : [text(`Only in ${label}: ${alone.map(({ name }) => name).join(", ")}.`)];
}

function differencesOf(now: PlannedCluster, other: PlannedCluster): Difference[] {
  return [
    difference("brokers", now.brokers, other.brokers, count, "less"),
    difference("racks", now.racks.length, other.racks.length, count, "neither"),
    wordDifference("host", hostFigure(now.host), hostFigure(other.host)),
    wordDifference("disks", disksFigure(now.host), disksFigure(other.host)),
    wordDifference("Kafka", now.kafka, other.kafka),
    wordDifference("metadata", metadataText(now), metadataText(other)),
    difference("topics", now.topics.length, other.topics.length, count, "neither"),
    difference("partitions", now.partitions, other.partitions, count, "neither"),
    difference("replicas", now.replicas, other.replicas, count, "neither"),
    wordDifference("bottleneck", bottleneckText(now.bottleneck), bottleneckText(other.bottleneck)),
  ];
}

const metadataText = ({ metadata: { mode, nodes } }: PlannedCluster): string => `${nodes} ${metadataTitle(mode)}`;

function gaugesBeside(now: Named<Plan>, cluster: PlannedCluster, other: Named<Plan>, same: PlannedCluster): Gauges {
  return {
    title: "Use of a broker's capacity after the loss",
    states: [now.label, other.label],
    gauges: resourceNames.map((resource) => ({
      name: resourceTitles[resource],
      limit: limitOf(now.value, cluster, resource),
      uses: [cluster.utilisation.degraded[resource], same.utilisation.degraded[resource]],
      bottleneck: cluster.bottleneck.resource === resource ? 0 : same.bottleneck.resource === resource ? 1 : null,
    })),
  };
}

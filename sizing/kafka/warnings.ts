import { growthAtHorizon } from "../inputs/growth.ts";
import { resourceNames } from "../plan.ts";
import { secondsPerDay } from "../units/dimensions.ts";
import { formatBytes, formatBytesPerSecond, formatDuration } from "../units/format.ts";
import type { Site } from "./candidate.ts";
import type { Demand } from "./demand.ts";
import type { Cluster } from "./holding.ts";
import { partitionsNeeded } from "./partitions.ts";
import { racksOf } from "./racks.ts";

const missing: Partial<Record<(typeof resourceNames)[number], string>> = {
  diskWrite: "the inventory gives no `write` rate for its disks",
  diskRead: "the inventory gives no `read` rate for its disks",
};

function notChecked({ workload, capacities }: Site): string[] {
  const { produceP99, loss } = workload.objectives;
  const resources = resourceNames
    .filter((resource) => capacities[resource].value === null)
    .map((resource) => `${resource} is not checked: ${missing[resource] ?? "its capacity is not told"}`);
  const objectives = [
    produceP99 &&
      `objectives.produceP99 (${formatDuration(produceP99)}) is judged by an estimate; a proof measures the latency`,
    loss && `objectives.loss (${loss}) is not checked by this plan; a proof counts what is lost`,
  ];
  return [...resources, ...objectives.filter((line) => typeof line === "string")];
}

function ofTopic(demand: Demand, brokers: number): string[] {
  const { topic, partitionNeed } = demand;
  const found: string[] = [];
  if (topic.compression.codec !== "none" && topic.compression.ratio === undefined) {
    found.push(`${topic.name}: compression ${topic.compression.codec} has no ratio, so its saving is not counted`);
  }
  if (topic.partitions === undefined) return found;
  const needed = partitionsNeeded(demand);
  if (topic.partitions < needed) {
    const { averageBytesPerSecond, bytesPerSecond } = partitionNeed;
    const each =
      averageBytesPerSecond === null
        ? formatBytesPerSecond(bytesPerSecond / topic.partitions)
        : `${formatBytes((averageBytesPerSecond * secondsPerDay) / topic.partitions)} a day`;
    found.push(
      `${topic.name}: partitions is fixed at ${topic.partitions}, too low: the rules ask for ${needed} (a partition would take ${each})`,
    );
  }
  if (topic.partitions < brokers) {
    found.push(`${topic.name}: with partitions fixed at ${topic.partitions}, not each of ${brokers} brokers leads one`);
  } else if (topic.partitions % brokers !== 0) {
    const most = Math.ceil(topic.partitions / brokers);
    found.push(
      `${topic.name}: ${topic.partitions} partitions are not even over ${brokers} brokers; the busiest leads ${most}`,
    );
  }
  return found;
}

function ofGrowth({ workload }: Site): string[] {
  const { growth } = workload;
  if (growth === undefined || growth.enforce) return [];
  const times = Number(growthAtHorizon(growth).toPrecision(3));
  return [
    `growth to ${times} times the rates by ${formatDuration(growth.horizon)} is used for the partitions of keyed topics only; set growth.enforce to true to judge everything by it`,
  ];
}

function ofObjectives({ workload }: Site): string[] {
  const { lose, catchUp, recoverBroker, regionFailover } = workload.objectives;
  const found: string[] = [];
  if (Object.keys(lose).length === 0) {
    const others = [catchUp, recoverBroker, regionFailover].some((objective) => objective !== undefined);
    const consequence = others
      ? "the other objectives are judged with all brokers there"
      : "degraded is the same as normal";
    found.push(`objectives.lose is not given, so ${consequence}`);
  }
  if (regionFailover !== undefined && Object.values(workload.services).some((jobs) => jobs.length > 0))
    found.push(
      "objectives.regionFailover is kept by the Kafka clusters; services are planned for the workload's own rates",
    );
  return found;
}

function ofCluster({ site, choice }: Cluster): string[] {
  const { brokers } = choice.candidate;
  const racks = racksOf(site.inventory, brokers).told
    ? []
    : ["the inventory names no racks, so each broker counts as a rack of its own"];
  return [
    ...site.demands.flatMap((demand) => ofTopic(demand, brokers)),
    ...ofGrowth(site),
    ...racks,
    ...ofObjectives(site),
    ...notChecked(site),
  ];
}

/** What a reader should know of a plan beside its numbers; what several clusters have in common is said once. */
export const warningsOf = (clusters: readonly Cluster[]): string[] => [
  ...new Set(clusters.filter(({ role }) => role !== "standby").flatMap(ofCluster)),
];

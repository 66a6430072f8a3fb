import { growthAtHorizon } from "../inputs/growth.ts";
import { resourceNames } from "../planned/resource.ts";
import { secondsPerDay } from "../units/dimensions.ts";
import { formatBytes, formatBytesPerSecond, formatDuration } from "../units/format.ts";
import type { Site } from "./candidate.ts";
import { type Demand, keptAtPeak } from "./demand.ts";
import type { Cluster } from "./holding.ts";
import { metadataNodes } from "./metadata.ts";
import { partitionsNeeded } from "./partitions.ts";
import { lostRacks, racksOf } from "./racks.ts";

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
    `growth to ${times} times the rates in ${formatDuration(growth.horizon)} is used for the partitions of keyed topics only; set growth.enforce to true to judge everything by it`,
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

/** Topics of which the same is to be said, by their names. */
function named(demands: readonly Demand[]): string {
  const [first, ...others] = demands.map(({ topic }) => topic.name);
  return `${first}${others.length === 0 ? "" : ` and ${others.length} more topic${others.length === 1 ? "" : "s"}`}`;
}

/** What topics keep is counted at their peak where nothing tells their day; that is said where the disks bind. */
function ofRetention({ site, choice }: Cluster): string[] {
  if (choice.candidate.strains[0]?.resource !== "disk") return [];
  const atPeak = site.demands.filter(keptAtPeak);
  if (atPeak.length === 0) return [];
  return [
    `${named(atPeak)}: what is kept is counted at the peak all day, as no \`average\` or \`profile\` is told; the disks bind`,
  ];
}

/** Batches that linger.ms sends before they are this full are not what the plan counts. */
const fullEnough = 0.5;

/** Keys spread a topic over its partitions message by message, so that a batch fills at the rate of a partition. */
function ofBatches({ site, choice }: Cluster): string[] {
  const { batchBytes, lingerSeconds } = site.rules;
  const found = site.demands.flatMap((demand, at) => {
    const { topic, rawBytesPerSecond } = demand;
    const count = choice.candidate.layout.partitions[at]!.count;
    const filled = Math.max(topic.size, (rawBytesPerSecond / count) * lingerSeconds.value);
    const full = Math.max(topic.size, batchBytes.value);
    return topic.keyed && topic.batch === undefined && filled < fullEnough * full ? [{ demand, filled }] : [];
  });
  const [first] = found;
  if (first === undefined) return [];
  const most = found.reduce((largest, one) => Math.max(largest, one.filled), 0);
  return [
    `${named(found.map(({ demand }) => demand))}: in ${formatDuration(lingerSeconds.value)} (linger.ms) a partition's batch gets at most ${formatBytes(most)} of the ${formatBytes(batchBytes.value)} that CPU and produce p99 are counted with; write \`batch\` as your producers send it`,
  ];
}

/** Nodes of the ensemble or quorum stand in the racks of the brokers, unless somebody sees to it that they do not. */
function ofMetadata({ site, choice }: Cluster): string[] {
  const { names, told } = racksOf(site.inventory, choice.candidate.brokers);
  const asked = lostRacks(site.workload.objectives.lose);
  if (!told || (asked === 0 && names.length !== 2)) return [];
  const nodes = metadataNodes(site).value;
  const gone = Math.min(nodes, Math.max(1, asked) * Math.ceil(nodes / names.length));
  if (2 * (nodes - gone) > nodes) return [];
  const kind = site.workload.metadata === "kraft" ? "controllers" : "ZooKeeper nodes";
  return [
    `of ${nodes} ${kind} in ${names.length} racks ${gone} are gone with ${asked > 1 ? `${asked} racks` : "one rack"}, and without a majority the cluster stops: let one of them stand in another place`,
  ];
}

function ofCluster(cluster: Cluster): string[] {
  const { site, choice } = cluster;
  const { brokers } = choice.candidate;
  const racks = racksOf(site.inventory, brokers).told
    ? []
    : ["the inventory names no racks, so each broker counts as a rack of its own"];
  return [
    ...site.demands.flatMap((demand) => ofTopic(demand, brokers)),
    ...ofGrowth(site),
    ...ofRetention(cluster),
    ...ofBatches(cluster),
    ...racks,
    ...ofMetadata(cluster),
    ...ofObjectives(site),
    ...notChecked(site),
  ];
}

/** What a reader should know of a plan beside its numbers; what several clusters have in common is said once. */
export const warningsOf = (clusters: readonly Cluster[]): string[] => [
  ...new Set(clusters.filter(({ role }) => role !== "standby").flatMap(ofCluster)),
];

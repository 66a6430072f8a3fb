import { derive, type Explained } from "../derivation.ts";
import { logDirs } from "../inputs/disks.ts";
import type { PlannedCluster } from "../planned/cluster.ts";
import type { Candidate, Site } from "./candidate.ts";
import type { Cluster } from "./holding.ts";
import { type HostSource, hostOf } from "./host.ts";
import { produceP99 } from "./latency.ts";
import { metadataOf } from "./metadata.ts";
import { racksOf } from "./racks.ts";
import { growsTo } from "./standby.ts";
import { plannedTopic } from "./topic.ts";
import { utilisationOf } from "./utilisation.ts";

const nearestLimit = {
  name: "nearestToItsLimit",
  source: "the resource with the largest utilisation / limit of both states",
};
const oneForEachFileSystem = { name: "logDirs", source: "Kafka: a log directory for each file system" };

const sum = (given: Readonly<Record<string, number>>): number =>
  Object.values(given).reduce((total, value) => total + value, 0);

/** The chosen cluster as a part of the plan, every number with its reason. */
export function plannedCluster(cluster: Cluster, host: HostSource): Explained<PlannedCluster> {
  const { name, role, site, choice } = cluster;
  const { workload, inventory, rules, demands, capacities } = site;
  const { candidate } = choice;
  const { states, layout } = candidate;
  const ofTopics = (value: (partitions: number, replication: number) => number) =>
    Object.fromEntries(
      demands.map(({ topic }, at) => [topic.name, value(layout.partitions[at]!.count, topic.replication)]),
    );
  // The network, the processor, memory and the disks are never all unknown: an inventory without them is not accepted.
  const worst = candidate.strains[0]!;
  const { limit } = capacities[worst.resource];
  return {
    name,
    role,
    kafka: workload.kafka,
    brokers: choice.explain(),
    growsTo: growsTo(cluster),
    host: hostOf(site, host),
    racks: racksOf(inventory, candidate.brokers).names,
    logDirs: derive(
      "directories",
      "file systems of a host",
      oneForEachFileSystem,
      diskInputs(inventory.brokers.disks),
      sum,
    ),
    metadata: metadataOf(site, layout.normal.partitions.total),
    topics: demands.map((demand, at) => plannedTopic(demand, layout.partitions[at]!, rules, workload.objectives)),
    partitions: derive(
      "partitions",
      "sum over the topics",
      rules.maxPartitionsPerCluster,
      ofTopics((partitions) => partitions),
      sum,
    ),
    replicas: derive(
      "replicas",
      "sum over the topics of partitions x replication",
      rules.maxReplicasPerBroker,
      ofTopics((partitions, replication) => partitions * replication),
      sum,
    ),
    perBroker: states.normal.perBroker,
    ...latencyOf(site, candidate),
    utilisation: {
      normal: utilisationOf(states, capacities, "normal"),
      degraded: utilisationOf(states, capacities, "degraded"),
    },
    bottleneck: {
      resource: worst.resource,
      utilisation: derive(
        "fraction",
        "utilisation of the resource that is nearest to its limit",
        nearestLimit,
        { resource: worst.resource, state: worst.state, utilisation: worst.utilisation, limit, ofLimit: worst.ofLimit },
        (given) => given.utilisation,
      ),
      state: worst.state,
    },
  };
}

function latencyOf(site: Site, candidate: Candidate): Pick<Explained<PlannedCluster>, "produceP99Seconds"> {
  const [normal, degraded] = [produceP99(site, candidate, "normal"), produceP99(site, candidate, "degraded")];
  return normal === null || degraded === null ? {} : { produceP99Seconds: { normal, degraded } };
}

const diskInputs = (groups: Site["inventory"]["brokers"]["disks"]): Record<string, number> =>
  Object.fromEntries(groups.map((group, at) => [`disks.${at}`, logDirs(group)]));

import type { ResourceName } from "../planned/resource.ts";
import { examine, type Site } from "./candidate.ts";
import { lostBrokers, lostRacks } from "./racks.ts";
import { regionFailoverFactor } from "./region-failover.ts";

/** Resources whose use a broker has in proportion to its share of the traffic, whatever the partitions are. */
const shared: readonly ResourceName[] = ["networkIn", "networkOut", "diskWrite", "cpu"];

/**
 * Brokers that must be left after the stated loss: fewer could not carry the traffic nor hold the data even if everything
 * were spread evenly. It makes the search for the fewest short; it is not the answer.
 */
export function fewestSurvivors(site: Site, most: number): number {
  const { capacities } = site;
  const { layout, states } = examine(site, most);
  const { messages, written, sent } = layout.normal;
  const unevenness = Math.max(messages.unevenness, written.unevenness, sent.unevenness);
  const times = regionFailoverFactor(site.workload.objectives);
  const byTraffic = shared.map((resource) => {
    const { value, limit } = capacities[resource];
    // Of one disk that is fuller than the others nothing is said here.
    const use =
      resource === "diskWrite" ? states.normal.perBroker.diskWriteBytesPerSecond : states.uses.normal[resource];
    return value === null ? 0 : (use.value * times * most) / unevenness / (value * limit);
  });
  const held = site.retainedBytes / (capacities.disk.value! * capacities.disk.limit);
  return Math.floor(Math.max(...byTraffic, held));
}

/**
 * Brokers that must be left for the open files of all replicas, when they are as few as they can be: `partitions` is
 * how many each topic has at least, in the order of the demands.
 */
export function survivorsForFiles({ demands, retainedBytes, rules }: Site, partitions: readonly number[]): number {
  const replicas = demands.reduce((sum, { topic }, at) => sum + partitions[at]! * topic.replication, 0);
  const segments = replicas + retainedBytes / rules.segmentBytes.value;
  const handles = rules.maxFileHandles.value - rules.connectionHandles.value;
  return Math.floor(
    Math.max(
      (segments * rules.filesPerSegment.value) / handles,
      (segments * rules.mapsPerSegment.value) / rules.maxMapCount.value,
    ),
  );
}

/** How many brokers there are at least for each one that must be left after the stated loss, in one cluster or several. */
export function brokersPerSurvivor({ workload, inventory, demands }: Site): number {
  const { racks } = inventory.brokers;
  const number = Array.isArray(racks) ? racks.length : racks;
  const { lose } = workload.objectives;
  const lost = lostRacks(lose);
  if (number === undefined || lost >= number) return 1;
  const replication = mostReplicas(demands);
  const fewest = Math.max(replication, number);
  // A cluster so small that fewer are left than it has replicas carries fewer of them then.
  if (fewest - lostBrokers(inventory, lose, fewest) < replication) return 1;
  // Brokers are dealt to the racks in turn, and the fullest racks are lost.
  return number / (number - lost);
}

const mostReplicas = (demands: Site["demands"]): number =>
  Math.max(1, ...demands.map(({ topic }) => topic.replication));

/** A number of brokers below which the search need not look; at least `fewest` and at most `most`. */
export function searchFrom(site: Site, fewest: number, most: number): number {
  const replication = mostReplicas(site.demands);
  const survivors = fewestSurvivors(site, most);
  // With fewer survivors than replicas each carries less than its share of all the replicas.
  if (survivors <= replication) return fewest;
  const left = (brokers: number) => brokers - lostBrokers(site.inventory, site.workload.objectives.lose, brokers);
  let brokers = Math.max(fewest, Math.min(survivors, most));
  while (brokers < most && left(brokers) < survivors) brokers++;
  return brokers;
}

import type { ResourceName } from "../plan.ts";
import { examine, type Site } from "./candidate.ts";
import { lostBrokers } from "./racks.ts";

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
  const byTraffic = shared.map((resource) => {
    const { value, limit } = capacities[resource];
    return value === null ? 0 : (states.uses.normal[resource].value * most) / unevenness / (value * limit);
  });
  const held = site.retainedBytes / (capacities.disk.value! * capacities.disk.limit);
  return Math.floor(Math.max(...byTraffic, held));
}

/** A number of brokers below which the search need not look; at least `fewest` and at most `most`. */
export function searchFrom(site: Site, fewest: number, most: number): number {
  const replication = Math.max(1, ...site.demands.map(({ topic }) => topic.replication));
  const survivors = fewestSurvivors(site, most);
  // With fewer survivors than replicas each carries less than its share of all the replicas.
  if (survivors <= replication) return fewest;
  const left = (brokers: number) => brokers - lostBrokers(site.inventory, site.workload.objectives.lose, brokers);
  let brokers = Math.max(fewest, Math.min(survivors, most));
  while (brokers < most && left(brokers) < survivors) brokers++;
  return brokers;
}

import type { Site } from "./candidate.ts";
import type { Demand } from "./demand.ts";
import { fixedBrokers, lostRacks, lostReplicas, numberedRacks, type Racks } from "./racks.ts";

const mostReplicas = 20;

/** Where topics are placed: so many brokers in these racks. */
interface Place {
  readonly brokers: number;
  readonly racks: Racks;
}

/** How a topic is replicated, as far as a loss is concerned. */
interface Safety {
  readonly replication: number;
  readonly minInsync: number;
  readonly acks: "all" | "1" | "0";
}

/** Whether a topic that is replicated so goes on after the stated loss and, if that is asked for, loses nothing in it. */
function survives({ replication, minInsync, acks }: Safety, { workload }: Site, racks: Racks, loss: boolean): boolean {
  const lost = lostReplicas(workload.objectives.lose, racks, replication);
  const acknowledged = acks === "all" ? minInsync : 1;
  return replication - lost >= acknowledged && (!loss || lost === 0 || acknowledged > lost);
}

/** The fewest replicas, from those of now on, and the fewest in sync with which topics survive; null where none do. */
function safer(now: Safety, site: Site, racks: Racks, loss: boolean): Safety | null {
  const most = Math.min(mostReplicas, fixedBrokers(site.inventory) ?? mostReplicas);
  for (let replication = now.replication; replication <= most; replication++) {
    for (let minInsync = now.minInsync; minInsync <= replication; minInsync++) {
      const found = { replication, minInsync, acks: loss ? "all" : now.acks } as const;
      if (survives(found, site, racks, loss)) return found;
    }
  }
  return null;
}

/** The keys of topics, as one writes of them: some by their keys, many by their number. */
function ofTopics(demands: readonly Demand[], site: Site, field: string): string {
  if (demands.length <= 2) return demands.map(({ topic }) => `${topic.key}.${field}`).join(" and ");
  if (demands.length === site.demands.length) return `the ${field} of every topic`;
  return `the ${field} of ${demands[0]!.topic.name} and ${demands.length - 1} other topics`;
}

/** What of the replication of topics to set, in words; empty where nothing differs. */
function settings(now: Safety, next: Safety, demands: readonly Demand[], site: Site): string {
  const fields = (["acks", "replication", "minInsync"] as const).filter((field) => now[field] !== next[field]);
  return fields.map((field) => `${ofTopics(demands, site, field)} to ${next[field]}`).join(" and ");
}

/** The fewest racks over which the same topics survive; null where the loss is not one of racks, or no number helps. */
function enoughRacks(now: Safety, site: Site, { brokers, racks }: Place, loss: boolean): number | null {
  if (lostRacks(site.workload.objectives.lose) === 0) return null;
  for (let number = racks.names.length + 1; number <= Math.max(brokers, mostReplicas); number++) {
    if (survives(now, site, numberedRacks(number, brokers), loss)) return number;
  }
  return null;
}

/**
 * Changes with each of which topics that are replicated alike can be placed and survive the stated loss, the nearest
 * first. Each was tried: none leads to the next refusal.
 */
export function survivalRemedies(code: string, demands: readonly Demand[], site: Site, place: Place): string[] {
  const { topic } = demands[0]!;
  const { brokers, racks } = place;
  if (code === "PLM-REPLICATION-001")
    return [`have ${topic.replication} brokers`, `set ${ofTopics(demands, site, "replication")} to ${brokers}`];
  const loss = site.workload.objectives.loss === 0;
  const now: Safety = topic;
  const found: string[] = [];
  const more = safer(now, site, racks, loss);
  if (more !== null) found.push(`set ${settings(now, more, demands, site)}`);
  const left = now.replication - lostReplicas(site.workload.objectives.lose, racks, now.replication);
  const fewer = { ...now, minInsync: left };
  if (now.acks === "all" && left >= 1 && left < now.minInsync && survives(fewer, site, racks, loss))
    found.push(`set ${settings(now, fewer, demands, site)}`);
  const spread = enoughRacks(now, site, place, loss);
  if (spread !== null) found.push(`spread the brokers over ${spread} racks`);
  if (loss) found.push(withoutLoss(now, demands, site, racks));
  return found.length > 0 ? found : ["ask for a smaller loss in objectives.lose"];
}

/** What to set where messages may be lost in the stated loss. */
function withoutLoss(now: Safety, demands: readonly Demand[], site: Site, racks: Racks): string {
  const next = safer(now, site, racks, false);
  const set = next === null ? "" : settings(now, next, demands, site);
  return `leave out objectives.loss${set === "" ? "" : ` and set ${set}`}`;
}

import type { Refusal } from "../planned/refusal.ts";
import type { Site } from "./candidate.ts";
import type { Demand } from "./demand.ts";
import { lostRacks, lostReplicas, type Racks } from "./racks.ts";
import { survivalRemedies } from "./survival-remedy.ts";

type Found = Omit<Refusal, "remedy">;

/** What is lost, in words: so many of the racks where that takes more replicas than the brokers that may be lost. */
function lossOf({ lose }: Site["workload"]["objectives"], racks: Racks, lost: number): string {
  const ofRacks = lostRacks(lose);
  if (ofRacks === 0 || !racks.told || lost <= (lose.brokers ?? 0)) return "after the stated loss";
  return `without ${ofRacks} of ${racks.names.length} racks`;
}

/** Why the replicas of a topic cannot be placed, or do not survive the stated loss; null where they do. */
function refusalOf({ topic }: Demand, { workload }: Site, brokers: number, racks: Racks): Found | null {
  const { lose, loss } = workload.objectives;
  if (topic.replication > brokers)
    return {
      code: "PLM-REPLICATION-001",
      resource: "brokers",
      needed: topic.replication,
      available: brokers,
      unit: "brokers",
    };
  const lost = lostReplicas(lose, racks, topic.replication);
  const acknowledged = topic.acks === "all" ? topic.minInsync : 1;
  const left = topic.replication - lost;
  if (left < acknowledged)
    return {
      code: "PLM-REPLICATION-002",
      resource: "replicas",
      needed: acknowledged,
      available: left,
      unit: `replicas in sync ${lossOf(workload.objectives, racks, lost)}`,
    };
  if (loss !== 0 || lost === 0 || acknowledged > lost) return null;
  return {
    code: "PLM-REPLICATION-003",
    resource: "replicas",
    needed: lost + 1,
    available: acknowledged,
    unit: "replicas that hold an acknowledged message for certain",
  };
}

/**
 * Refusals of topics whose replicas cannot be placed, or do not survive the stated loss: one for all the topics that
 * ask for the same and are replicated alike.
 */
export function survivalRefusals(site: Site, brokers: number, racks: Racks): Refusal[] {
  const alike = new Map<string, { readonly found: Found; readonly demands: Demand[] }>();
  for (const demand of site.demands) {
    const found = refusalOf(demand, site, brokers, racks);
    if (found === null) continue;
    const { replication, minInsync, acks } = demand.topic;
    const key = [found.code, replication, minInsync, acks].join(" ");
    const known = alike.get(key);
    if (known === undefined) alike.set(key, { found, demands: [demand] });
    else known.demands.push(demand);
  }
  return [...alike.values()].map(({ found, demands }) => ({
    ...found,
    remedy: survivalRemedies(found.code, demands, site, { brokers, racks }).join(", or "),
  }));
}

import type { Refusal } from "../plan.ts";
import type { Site } from "./candidate.ts";
import type { Demand } from "./demand.ts";
import { lostReplicas, type Racks } from "./racks.ts";

const mostReplicas = 20;

function tooFewBrokers({ topic }: Demand, brokers: number): Refusal[] {
  if (topic.replication <= brokers) return [];
  return [
    {
      code: "PLM-REPLICATION-001",
      resource: "brokers",
      needed: topic.replication,
      available: brokers,
      unit: "brokers",
      remedy: `have ${topic.replication} brokers, or set ${topic.key}.replication to ${brokers}`,
    },
  ];
}

function stopsOnLoss({ topic }: Demand, site: Site, racks: Racks): Refusal[] {
  const { lose } = site.workload.objectives;
  const left = (replication: number) => replication - lostReplicas(lose, racks, replication);
  const needed = topic.acks === "all" ? topic.minInsync : 1;
  const available = left(topic.replication);
  if (available >= needed) return [];
  const enough = Array.from({ length: mostReplicas }, (_, at) => at + 1).find(
    (replication) => left(replication) >= needed,
  );
  const remedies =
    enough === undefined ? ["spread the brokers over more racks"] : [`set ${topic.key}.replication to ${enough}`];
  if (topic.acks === "all" && available >= 1) remedies.push(`set ${topic.key}.minInsync to ${available}`);
  const unit = "replicas in sync after the stated loss";
  return [
    { code: "PLM-REPLICATION-002", resource: "replicas", needed, available, unit, remedy: remedies.join(", or ") },
  ];
}

function losesRecords({ topic }: Demand, site: Site, racks: Racks): Refusal[] {
  const { lose, loss } = site.workload.objectives;
  const lost = lostReplicas(lose, racks, topic.replication);
  const available = topic.acks === "all" ? topic.minInsync : 1;
  if (loss !== 0 || lost === 0 || available > lost) return [];
  const acks = topic.acks === "all" ? "" : `set ${topic.key}.acks to all and `;
  return [
    {
      code: "PLM-REPLICATION-003",
      resource: "replicas",
      needed: lost + 1,
      available,
      unit: "replicas that hold an acknowledged message for certain",
      remedy: `${acks}${acks === "" ? "set " : ""}${topic.key}.minInsync to ${lost + 1} with a replication of ${2 * lost + 1}, or leave out objectives.loss`,
    },
  ];
}

/** Refusals of topics whose replicas cannot be placed, or do not survive the stated loss. */
export function survivalRefusals(site: Site, brokers: number, racks: Racks): Refusal[] {
  return site.demands.flatMap((demand) => {
    const unplaced = tooFewBrokers(demand, brokers);
    if (unplaced.length > 0) return unplaced;
    const stopped = stopsOnLoss(demand, site, racks);
    return stopped.length > 0 ? stopped : losesRecords(demand, site, racks);
  });
}

import { type Basis, type Derived, derive, given } from "../derivation.ts";
import type { Routing } from "../inputs/routing.ts";
import { examine, siteOf } from "./candidate.ts";
import type { Cluster } from "./holding.ts";
import { choose } from "./search.ts";

type Standby = NonNullable<Routing["standby"]>;

const takeover: Basis = {
  name: "standbyTakeover",
  source:
    "Netflix Keystone (2016): a standby without topics is resized, gets the topics with its own replication, and takes the producers",
};

/** Brokers that a standby grows to: the fewest that carry its fronting cluster's topics; null for what is no standby. */
export const grownStandby = (
  to: { readonly topics: number; readonly replication: number; readonly brokers: number } | null,
): Derived<number | null> =>
  derive(
    "brokers",
    "the fewest that carry the fronting cluster's topics at the standby's replication, without a further loss; of a standby only",
    takeover,
    { topics: to?.topics ?? null, replication: to?.replication ?? null, brokers: to?.brokers ?? null },
    ({ brokers }) => brokers,
  );

/** The standby of a fronting cluster: brokers of the same kind without topics, and what it grows to. */
export function standbyOf({ name, site }: Cluster, { brokers, replication }: Standby): Cluster {
  const { workload, inventory, rules } = site;
  const { catchUp: _, recoverBroker: __, loss: ___, ...objectives } = workload.objectives;
  const quiet = { ...workload, objectives: { ...objectives, lose: {} } };
  const takenOver = siteOf(
    { ...quiet, topics: workload.topics.map((topic) => ({ ...topic, replication, minInsync: 1 })) },
    inventory,
    rules,
  );
  const waiting = siteOf({ ...quiet, topics: [] }, inventory, rules);
  const grown = choose(takenOver).candidate.brokers;
  return {
    name: name.replace("fronting", "standby"),
    role: "standby",
    site: waiting,
    choice: {
      candidate: examine(waiting, brokers),
      brokers: given("workload", "routing.standby.brokers", "brokers", brokers),
    },
    growsTo: grownStandby({ topics: workload.topics.length, replication, brokers: Math.max(grown, brokers) }),
  };
}

import { type Basis, type Derived, derive, given } from "../derivation.ts";
import type { HostInventory } from "../inputs/inventory.ts";
import type { Routing } from "../inputs/routing.ts";
import type { Workload } from "../inputs/workload.ts";
import type { Rules } from "../rules/overrides.ts";
import { type Assignment, wholly } from "./assignment.ts";
import { examine, onHosts, type Site, siteOf } from "./candidate.ts";
import type { Cluster } from "./holding.ts";
import { choose } from "./search.ts";

type Standby = NonNullable<Routing["standby"]>;

const takeover: Basis = {
  name: "standbyTakeover",
  source:
    "Netflix Keystone (2016): a standby without topics is resized, gets the topics with its own replication, and takes the producers",
};

/** Nothing further is to be survived while a standby stands in. */
const quiet = <W extends Assignment>(workload: W): W => ({ ...workload, objectives: { lose: {} } });

/** The site of brokers that wait without topics; the same for every standby of a workload. */
export const waitingSite = (workload: Workload, inventory: HostInventory, rules: Rules): Site =>
  siteOf({ ...quiet(wholly(workload)), topics: [] }, inventory, rules);

/** The standby of a fronting cluster: brokers of the same kind without topics. */
export function standbyOf(fronting: Cluster, waiting: Site, { brokers }: Standby): Cluster {
  const { name, site: front } = fronting;
  const site = onHosts(waiting, front.inventory, front.rules);
  const explain = () => given("workload", "routing.standby.brokers", "brokers", brokers);
  return {
    name: name.replace("fronting", "standby"),
    role: "standby",
    site,
    choice: { candidate: examine(site, brokers), explain },
    standsFor: fronting,
  };
}

/** Brokers that a standby grows to: the fewest that carry its fronting cluster's topics; null for what is no standby. */
export function growsTo({ standsFor, choice }: Cluster): Derived<number | null> {
  const derived = (to: { readonly topics: number; readonly replication: number; readonly brokers: number } | null) =>
    derive(
      "brokers",
      "the fewest that carry the fronting cluster's topics at the standby's replication, without a further loss; of a standby only",
      takeover,
      { topics: to?.topics ?? null, replication: to?.replication ?? null, brokers: to?.brokers ?? null },
      ({ brokers }) => brokers,
    );
  if (standsFor === null) return derived(null);
  const { workload, inventory, rules } = standsFor.site;
  const replication = workload.routing!.standby!.replication; // there is no standby without
  const topics = workload.topics.map((topic) => ({ ...topic, replication, minInsync: 1 }));
  const grown = choose(siteOf({ ...quiet(workload), topics }, inventory, rules)).candidate.brokers;
  return derived({ topics: topics.length, replication, brokers: Math.max(grown, choice.candidate.brokers) });
}

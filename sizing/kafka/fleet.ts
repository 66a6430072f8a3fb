import type { Derived } from "../derivation.ts";
import type { HostInventory } from "../inputs/inventory.ts";
import type { Routing } from "../inputs/routing.ts";
import type { Workload } from "../inputs/workload.ts";
import type { ClusterRole } from "../planned/cluster.ts";
import type { Refusal } from "../planned/refusal.ts";
import type { Rules } from "../rules/overrides.ts";
import { wholly } from "./assignment.ts";
import { type Site, siteOf } from "./candidate.ts";
import type { Cluster, Holding } from "./holding.ts";
import { judge } from "./judge.ts";
import { fixedBrokers } from "./racks.ts";
import type { Choice } from "./search.ts";
import { type Least, refusalsOf, type Split, Splitter } from "./split.ts";
import { standbyOf, waitingSite } from "./standby.ts";
import { type Tier, tiersOf } from "./tiers.ts";

export type Fleet =
  | { readonly verdict: "planned"; readonly clusters: readonly Cluster[] }
  | { readonly verdict: "refused"; readonly whole: Site; readonly failing: Site };

/** `main`, or `main-1` and so on where there are several of a role. */
const named = (role: ClusterRole, at: number, of: number): string => (of === 1 ? role : `${role}-${at + 1}`);

/** Plans every tier of a workload on hosts of one kind, of which there are as many as are needed. */
export class Fleets {
  readonly #tiers: readonly { readonly tier: Tier; readonly splitter: Splitter }[];
  readonly #standby: NonNullable<Routing["standby"]> | undefined;
  readonly #waiting: Site;

  /** `inventory` tells the racks; the hosts in them may be others each time. */
  constructor(workload: Workload, inventory: HostInventory, rules: Rules) {
    this.#tiers = tiersOf(workload).map((tier) => ({
      tier,
      splitter: new Splitter(tier.assignment, inventory, rules),
    }));
    this.#standby = workload.routing?.standby;
    this.#waiting = waitingSite(workload, inventory, rules);
  }

  /** What no way to carry the workload on such hosts can do without. */
  least(inventory: HostInventory, rules: Rules): Least {
    const each = this.#tiers.map(({ splitter }) => splitter.least(inventory, rules));
    const sum = (of: (least: Least) => number) => each.reduce((total, least) => total + of(least), 0);
    return { brokers: sum(({ brokers }) => brokers), bytes: sum(({ bytes }) => bytes) };
  }

  on(inventory: HostInventory, rules: Rules): Fleet {
    const clusters: Cluster[] = [];
    for (const { tier, splitter } of this.#tiers) {
      const split: Split = splitter.on(inventory, rules);
      if (split.verdict === "refused") return split;
      const own = split.clusters.map((holding, at) => clusterOf(holding, tier.role, at, split.clusters.length));
      clusters.push(...own);
      const standby = tier.role === "fronting" ? this.#standby : undefined;
      if (standby !== undefined) clusters.push(...own.map((one) => standbyOf(one, this.#waiting, standby)));
    }
    return { verdict: "planned", clusters };
  }
}

const clusterOf = (holding: Holding, role: Tier["role"], at: number, of: number): Cluster => ({
  ...holding,
  name: named(role, at, of),
  role,
  standsFor: null,
});

/** Whether a workload fits on fixed hosts, with which clusters, and why not. */
export type HostJudgement =
  | { readonly verdict: "planned"; readonly clusters: readonly Cluster[] }
  | {
      readonly verdict: "refused";
      readonly site: Site;
      readonly brokers: Derived;
      readonly refusals: readonly Refusal[];
    };

/** One cluster with all the hosts, where the inventory fixes their number. */
function alone(workload: Workload, inventory: HostInventory, rules: Rules): HostJudgement | null {
  if (workload.routing !== undefined || fixedBrokers(inventory) === null) return null;
  const site = siteOf(wholly(workload), inventory, rules);
  const judgement = judge(site);
  if (judgement.verdict === "refused") return { ...judgement, site };
  const { candidate, brokers } = judgement;
  const choice: Choice = { candidate, explain: () => brokers };
  return { verdict: "planned", clusters: [clusterOf({ site, choice }, "main", 0, 1)] };
}

const asksForMoreClusters = (judgement: HostJudgement): boolean =>
  judgement.verdict === "refused" && judgement.refusals.some(({ code }) => code === "PLM-CLUSTER-002");

/** A part of the hosts of an inventory: as many as a search finds. */
const withoutCount = ({
  hosts: _,
  brokers: { count: __, ...brokers },
  ...inventory
}: HostInventory): HostInventory => ({
  ...inventory,
  brokers,
  hosts: [],
});

/** Plans a workload on hosts of one kind, whose number the inventory fixes or leaves open. */
export function judgeHosts(workload: Workload, inventory: HostInventory, rules: Rules): HostJudgement {
  const single = alone(workload, inventory, rules);
  if (single !== null && !asksForMoreClusters(single)) return single;
  const open = withoutCount(inventory);
  const fleet = new Fleets(workload, open, rules).on(open, rules);
  if (fleet.verdict === "refused" && single !== null) return single;
  if (fleet.verdict === "refused") {
    const { whole: site, failing } = fleet;
    return { verdict: "refused", site, brokers: judge(site).brokers, refusals: refusalsOf(failing) };
  }
  const most = fixedBrokers(inventory);
  const needed = fleet.clusters.reduce((sum, { choice }) => sum + choice.candidate.brokers, 0);
  if (most === null || needed <= most) return fleet;
  const remedy = `have ${needed} hosts for the brokers of ${fleet.clusters.length} clusters, or lower the rates or the retention`;
  const refusal = { code: "PLM-CLUSTER-003", resource: "brokers", needed, available: most, unit: "brokers", remedy };
  if (single?.verdict === "refused")
    return { ...single, refusals: single.refusals.map((one) => (one.code === "PLM-CLUSTER-002" ? refusal : one)) };
  const { site, choice } = fleet.clusters[0]!;
  return { verdict: "refused", site, brokers: choice.explain(), refusals: [refusal] };
}

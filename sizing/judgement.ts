import { type Options, optionsFor } from "./choice/choose.ts";
import type { Market } from "./choice/market.ts";
import type { Derived } from "./derivation.ts";
import { type CatalogueInventory, choosesFromCatalogue, type Inventory } from "./inputs/inventory.ts";
import type { Workload } from "./inputs/workload.ts";
import type { Site } from "./kafka/candidate.ts";
import { judgeHosts } from "./kafka/fleet.ts";
import type { Cluster } from "./kafka/holding.ts";
import type { HostSource } from "./kafka/host.ts";
import { judge } from "./kafka/judge.ts";
import { refusalsOf } from "./kafka/split.ts";
import type { Refusal } from "./planned/refusal.ts";
import { Problem } from "./problem.ts";
import type { Rules } from "./rules/overrides.ts";

/** What was bought from a catalogue, and from what it was chosen. */
export interface Bought {
  readonly inventory: CatalogueInventory;
  readonly market: Market;
  readonly options: Extract<Options, { outcome: "carried" }>;
}

/** Whether an inventory carries a workload: with which clusters, or why not. */
export type Judgement =
  | {
      readonly verdict: "planned";
      readonly clusters: readonly Cluster[];
      readonly host: HostSource;
      /** Null where the hosts are there already. */
      readonly purchase: Bought | null;
    }
  | {
      readonly verdict: "refused";
      /** All of the workload on one cluster, and the brokers that it would have. */
      readonly site: Site;
      readonly brokers: Derived;
      readonly refusals: readonly Refusal[];
    };

function judgeCatalogue(workload: Workload, inventory: CatalogueInventory, market: Market, rules: Rules): Judgement {
  const options = optionsFor(workload, inventory, market, rules);
  if (options.outcome === "carried") {
    const { offer, bought } = options.cheapest;
    const purchase = { inventory, market, options };
    return { verdict: "planned", clusters: bought, host: { offer: offer.name, source: offer.source }, purchase };
  }
  const { offer, whole, failing } = options.nearest;
  const refusals = refusalsOf(failing).map((refusal) => ({
    ...refusal,
    remedy:
      options.considered === 1
        ? refusal.remedy
        : `of ${options.considered} offers ${offer.name} comes nearest: ${refusal.remedy}`,
  }));
  return { verdict: "refused", site: whole, brokers: judge(whole).brokers, refusals };
}

/**
 * Judges a workload on an inventory; one that names a catalogue needs the market.
 * Throws a Problem PLM-CATALOGUE-004 where that is missing.
 */
export function judgeSystem(workload: Workload, inventory: Inventory, market: Market | null, rules: Rules): Judgement {
  if (!choosesFromCatalogue(inventory)) {
    const judgement = judgeHosts(workload, inventory, rules);
    if (judgement.verdict === "refused") return judgement;
    return { ...judgement, host: { offer: "inventory", source: "inventory" }, purchase: null };
  }
  if (market === null) {
    const message = `the inventory chooses from the catalogue ${inventory.catalogue}, which was not given`;
    throw new Problem("input", "PLM-CATALOGUE-004", message, "give the parsed catalogue and prices as well");
  }
  return judgeCatalogue(workload, inventory, market, rules);
}

import type { Derived } from "../derivation.ts";
import type { Refusal } from "../planned/refusal.ts";
import type { Candidate, Site } from "./candidate.ts";
import { racksOf } from "./racks.ts";
import { capacityRefusals } from "./refusals.ts";
import { choose, fewestBrokers, fixedCount } from "./search.ts";
import { survivalRefusals } from "./survival.ts";

/** Whether a site carries its workload, with how many brokers, and why not. */
export type Judgement =
  | { readonly verdict: "planned"; readonly brokers: Derived; readonly candidate: Candidate }
  | { readonly verdict: "refused"; readonly brokers: Derived; readonly refusals: Refusal[] };

/** Judges a site: first whether its topics survive the stated loss, then whether its hosts carry them. */
export function judge(site: Site): Judgement {
  const fewest = fixedCount(site) ?? fewestBrokers(site);
  const lost = survivalRefusals(site, fewest.value, racksOf(site.inventory, fewest.value));
  if (lost.length > 0) return { verdict: "refused", brokers: fewest, refusals: lost };
  const { candidate, explain } = choose(site);
  const brokers = explain();
  const refusals = capacityRefusals(site, candidate);
  return refusals.length > 0 ? { verdict: "refused", brokers, refusals } : { verdict: "planned", brokers, candidate };
}

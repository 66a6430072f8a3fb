import type { Refusal } from "../plan.ts";
import type { Candidate, Site } from "./candidate.ts";
import { remedy } from "./remedy.ts";
import { type Shortage, shortagesOf } from "./shortage.ts";

function remedyFor(site: Site, brokers: number, shortage: Shortage): string {
  if (shortage.of === "broker") return remedy(site, brokers, shortage.resource, shortage.capacityNeeded);
  const { needed, available, rule } = shortage;
  const clusters = `${Math.ceil(needed / available)} clusters, each with topics of its own`;
  const keyed = site.demands.some(({ topic }) => topic.keyed) ? "keyed topics by their keys" : "the topics";
  const split = `split ${keyed} over ${clusters}`;
  return `${split}, or set rules.${rule.name} to ${needed}`;
}

/** Why a worked-out cluster does not hold, each with the nearest changes that would make it fit. */
export const capacityRefusals = (site: Site, candidate: Candidate): Refusal[] =>
  shortagesOf(site, candidate).map((shortage) => {
    const { code, resource, needed, available, unit } = shortage;
    return { code, resource, needed, available, unit, remedy: remedyFor(site, candidate.brokers, shortage) };
  });

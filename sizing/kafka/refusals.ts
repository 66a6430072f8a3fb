import type { Refusal } from "../planned/refusal.ts";
import { formatBytesPerSecond } from "../units/format.ts";
import type { Candidate, Site } from "./candidate.ts";
import { latencyRemedy } from "./latency-remedy.ts";
import { remedy } from "./remedy.ts";
import { type Shortage, shortagesOf } from "./shortage.ts";

/** The topic whose most frequent key has the most bytes. */
const hottestTopic = ({ demands }: Site): string =>
  demands.reduce((most, demand) => (heat(demand) > heat(most) ? demand : most)).topic.name;
const heat = ({ topic, bytesPerSecond }: Site["demands"][number]): number => topic.hottest * bytesPerSecond;

function remedyFor(site: Site, brokers: number, shortage: Shortage): string {
  if (shortage.of === "broker") return remedy(site, brokers, shortage.resource, shortage.capacityNeeded);
  const { needed, available, rule } = shortage;
  if (shortage.of === "latency") return latencyRemedy(site, brokers, available, needed);
  if (shortage.resource === "hottestKey")
    return `split the most frequent key of ${hottestTopic(site)} into several, or set rules.${rule.name} to ${formatBytesPerSecond(needed)} if a partition can take that`;
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

import { type Derived, derive, type Explained } from "../derivation.ts";
import { type Site, withWorkload } from "../kafka/candidate.ts";
import type { Step } from "./capacity.ts";
import { largestLoad } from "./load.ts";
import { longestRetention } from "./retention.ts";

/** The site with no loss to survive, which is what `normal` is about. */
function withoutLosses(site: Site): Site {
  const { loss: _, ...objectives } = site.workload.objectives;
  return withWorkload(site, { ...site.workload, objectives: { ...objectives, lose: {} } });
}

function stepOf(site: Site, name: string, brokers: Derived): Explained<Step> {
  const normal = withoutLosses(site);
  return {
    name,
    brokers,
    load: { normal: largestLoad(normal, brokers.value), objectivesKept: largestLoad(site, brokers.value) },
    retention: {
      normal: longestRetention(normal, brokers.value),
      objectivesKept: longestRetention(site, brokers.value),
    },
  };
}

const furtherBrokers = { name: "furtherBrokers", source: "hosts like those of the inventory" };

/** What `now` brokers carry, and what each of up to `more` further ones brings; a cluster's limit on brokers ends it. */
export function stepsOf(site: Site, now: Derived, more: number): Explained<Step>[] {
  const room = Math.max(0, site.rules.maxBrokersPerCluster.value - now.value);
  const further = Array.from({ length: Math.min(more, room) }, (_, at) => at + 1).map((more) => {
    const brokers = derive(
      "brokers",
      "brokers now + further ones",
      furtherBrokers,
      { now: now.value, more },
      (given) => given.now + given.more,
    );
    return stepOf(site, `+${more}`, brokers);
  });
  return [stepOf(site, "now", now), ...further];
}

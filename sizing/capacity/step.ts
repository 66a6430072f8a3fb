import { type Derived, derive, type Explained } from "../derivation.ts";
import type { Step } from "./capacity.ts";
import { largestLoad } from "./load.ts";
import { longestRetention } from "./retention.ts";
import { type Subjects, withMore, withoutLosses } from "./subject.ts";

function stepOf(subjects: Subjects, name: string, brokers: Derived): Explained<Step> {
  const normal = withoutLosses(subjects);
  return {
    name,
    brokers,
    load: { normal: largestLoad(normal), objectivesKept: largestLoad(subjects) },
    retention: { normal: longestRetention(normal), objectivesKept: longestRetention(subjects) },
  };
}

const ofAll = {
  name: "brokersOfAllClusters",
  source: "hosts like those of the inventory, as many more in each cluster",
};

const brokersOf = ({ clusters }: Subjects, more: number): Derived =>
  derive(
    "brokers",
    "brokers of the clusters now + further ones in each",
    ofAll,
    { ...Object.fromEntries(clusters.map(({ name, brokers }) => [name, brokers])), more: more * clusters.length },
    (given) => Object.values(given).reduce((total, brokers) => total + brokers, 0),
  );

/** What the clusters carry now, and what each of up to `more` further brokers brings; a cluster's limit ends it. */
export function stepsOf(subjects: Subjects, more: number): Explained<Step>[] {
  const most = Math.max(...subjects.clusters.map(({ brokers }) => brokers));
  const room = Math.max(0, subjects.clusters[0]!.site.rules.maxBrokersPerCluster.value - most);
  return Array.from({ length: Math.min(more, room) + 1 }, (_, at) =>
    stepOf(withMore(subjects, at), at === 0 ? "now" : `+${at}`, brokersOf(subjects, at)),
  );
}

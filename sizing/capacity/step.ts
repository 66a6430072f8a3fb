import { type Derived, derive, type Explained } from "../derivation.ts";
import type { Step } from "./capacity.ts";
import { largestLoad } from "./load.ts";
import { longestRetention } from "./retention.ts";
import { type Subjects, withMore, withoutLosses } from "./subject.ts";

/** Searches in a step: rates and retention, each with and without losses. */
const searches = 4;

function stepOf(subjects: Subjects, name: string, brokers: Derived, onSearched: () => void): Explained<Step> {
  const normal = withoutLosses(subjects);
  const search = <Found>(find: (of: Subjects) => Found, of: Subjects): Found => {
    const found = find(of);
    onSearched();
    return found;
  };
  return {
    name,
    brokers,
    load: { normal: search(largestLoad, normal), objectivesKept: search(largestLoad, subjects) },
    retention: { normal: search(longestRetention, normal), objectivesKept: search(longestRetention, subjects) },
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

/**
 * What the clusters carry now, and what each of up to `more` further brokers brings; a cluster's limit ends it.
 * @param onSearched told after each search how many of how many are done
 */
export function stepsOf(
  subjects: Subjects,
  more: number,
  onSearched: (done: number, of: number) => void,
): Explained<Step>[] {
  const most = Math.max(...subjects.clusters.map(({ brokers }) => brokers));
  const room = Math.max(0, subjects.clusters[0]!.site.rules.maxBrokersPerCluster.value - most);
  const steps = Math.min(more, room) + 1;
  let done = 0;
  return Array.from({ length: steps }, (_, at) =>
    stepOf(withMore(subjects, at), at === 0 ? "now" : `+${at}`, brokersOf(subjects, at), () =>
      onSearched(++done, steps * searches),
    ),
  );
}

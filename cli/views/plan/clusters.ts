import type { PlannedCluster } from "../../../sizing/planned/cluster.ts";
import { cut, indented } from "../lines.ts";
import { renderCluster } from "./cluster.ts";
import type { Section } from "./section.ts";
import { shownClusters } from "./shown.ts";

const longestName = 24;

function namesOf(clusters: readonly PlannedCluster[]): string {
  const [first, last] = [clusters[0]!, clusters.at(-1)!].map(({ name }) => cut(name, longestName));
  return clusters.length < 3 ? [...new Set([first, last])].join(" and ") : `${first} to ${last}`;
}

/** Each cluster in full; of several with one role the first, unless all are asked for. */
export const renderClusters: Section = (plan, view) =>
  shownClusters(plan.clusters, view.show).flatMap((cluster, at) => {
    const others = plan.clusters.filter((other) => other.role === cluster.role && other !== cluster);
    const hint = `Not shown in full: ${others.length} more of this role, ${others.length === 0 ? "" : namesOf(others)} (--all).`;
    const hidden = view.show === "all" || others.length === 0 ? [] : indented(hint);
    return [
      ...(at === 0 ? [] : [""]),
      ...renderCluster(plan, cluster, view),
      ...hidden.map((line) => view.paint("dim", line)),
    ];
  });

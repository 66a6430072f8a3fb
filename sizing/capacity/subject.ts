import type { Site } from "../kafka/candidate.ts";
import { withWorkload } from "../kafka/candidate.ts";
import type { Demand } from "../kafka/demand.ts";

/** A cluster that is asked how far it goes. */
export interface Subject {
  readonly name: string;
  readonly site: Site;
  readonly brokers: number;
}

/** All clusters of a system, and what the whole workload demands of them. */
export interface Subjects {
  readonly clusters: readonly Subject[];
  readonly demands: readonly Demand[];
}

/** The same clusters with nothing to survive, which is what `normal` is about. */
export const withoutLosses = ({ clusters, demands }: Subjects): Subjects => ({
  demands,
  clusters: clusters.map(({ site, ...subject }) => ({
    ...subject,
    site: withWorkload(site, { ...site.workload, objectives: { lose: {} } }),
  })),
});

/** The same clusters with so many brokers more in each. */
export const withMore = ({ clusters, demands }: Subjects, more: number): Subjects => ({
  demands,
  clusters: clusters.map((subject) => ({ ...subject, brokers: subject.brokers + more })),
});

import { formatDuration } from "../units/format.ts";
import type { AssignedTopic } from "./assignment.ts";
import { type Candidate, examine, type Site, siteOf, withWorkload } from "./candidate.ts";
import { produceP99 } from "./latency.ts";
import { racksOf } from "./racks.ts";
import { fewestThat } from "./search.ts";

const keeps = (site: Site, objective: number) => (candidate: Candidate) =>
  (produceP99(site, candidate, "degraded")?.value ?? 0) <= objective;

/** Producers that do not wait for the followers. */
const withoutFollowers = (site: Site): Site =>
  withWorkload(site, {
    ...site.workload,
    topics: site.workload.topics.map(
      (topic): AssignedTopic => (topic.acks === "all" ? { ...topic, acks: "1", idempotent: false } : topic),
    ),
  });

/** All the brokers in one zone. */
function inOneZone({ workload, inventory, rules }: Site): Site {
  const { racks: _, ...brokers } = inventory.brokers;
  return siteOf(workload, { ...inventory, brokers, hosts: [] }, rules);
}

/** The nearest changes that bring the estimated latency down to the objective; `estimated` is what it is now. */
export function latencyRemedy(site: Site, brokers: number, objective: number, estimated: number): string {
  const enough = fewestThat(site, brokers + 1, keeps(site, objective));
  const changes = enough === null ? [] : [`have ${enough} brokers`];
  const changed = (other: Site, remedy: string): string[] =>
    keeps(other, objective)(examine(other, brokers)) ? [remedy] : [];
  if (site.demands.some(({ topic }) => topic.acks === "all"))
    changes.push(...changed(withoutFollowers(site), "set acks to 1, which loses messages with a leader"));
  const { told, names } = racksOf(site.inventory, brokers);
  const { racks, zones } = site.workload.objectives.lose;
  if (told && names.length > 1 && racks === undefined && zones === undefined)
    changes.push(...changed(inOneZone(site), "keep the brokers in one zone"));
  return [...changes, `set objectives.produceP99 to ${formatDuration(roundedUp(estimated))} or more`].join(", or ");
}

/** To two digits, so that what is written holds. */
function roundedUp(seconds: number): number {
  const step = 10 ** (Math.floor(Math.log10(seconds)) - 1);
  return Math.ceil(seconds / step) * step;
}

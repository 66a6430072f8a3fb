import type { DiskGroup } from "../inputs/disks.ts";
import { onHosts, type Site, withWorkload } from "./candidate.ts";

/** Whether a changed site would hold. */
type Holds = (site: Site) => boolean;

const withPartitions = (site: Site, at: number, partitions: number): Site =>
  withWorkload(site, {
    ...site.workload,
    topics: site.workload.topics.map((topic, index) => (index === at ? { ...topic, partitions } : topic)),
  });

/** The topic with the largest replicas of what fills the disks. */
function largestReplicas({ demands, layouts }: Site, brokers: number): number {
  const { partitions } = layouts.on(brokers);
  const sizes = demands.map(({ bytesPerSecond, retained: { ofTopic, ofReplica } }, at) =>
    Math.min((ofTopic ?? bytesPerSecond) / partitions[at]!.count, ofReplica ?? Number.POSITIVE_INFINITY),
  );
  return sizes.indexOf(Math.max(...sizes));
}

/** So many partitions of the topic with the largest replicas that these are small enough for one disk. */
function morePartitions(site: Site, brokers: number, holds: Holds): string[] {
  const at = largestReplicas(site, brokers);
  const { key, share } = site.demands[at]!.topic;
  const written = (partitions: number) => Math.ceil(partitions / share);
  const holdsWith = (partitions: number) => holds(withPartitions(site, at, written(partitions)));
  const now = site.layouts.on(brokers).partitions[at]!.count;
  const most = site.rules.maxPartitionsPerCluster.value;
  let [low, high] = [now, 2 * now];
  while (high <= most && !holdsWith(high)) [low, high] = [high, 2 * high];
  if (high > most) return [];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holdsWith(middle)) high = middle;
    else low = middle;
  }
  return [`set ${key}.partitions to ${written(high)}`];
}

/** Arrays of a group's disks, the safest first. */
const arrays = ({ count }: DiskGroup): DiskGroup["raid"][] => {
  if (count === 2) return [1, 0];
  return [...(count % 2 === 0 ? [10 as const] : []), ...(count > 3 ? [6 as const] : []), 5, 0];
};

/** The safest array of the disks on which it holds: there a replica lies on all of them. */
function joined(site: Site, holds: Holds): string[] {
  const { brokers, ...rest } = site.inventory;
  const [group, ...others] = brokers.disks;
  if (group === undefined || others.length > 0 || group.raid !== "jbod") return [];
  const raid = arrays(group).find((raid) =>
    holds(onHosts(site, { ...rest, brokers: { ...brokers, disks: [{ ...group, raid }] } }, site.rules)),
  );
  return raid === undefined ? [] : [`join the disks of a broker with \`raid: ${raid}\``];
}

/** What helps where disks are full because a replica lies on one of them whole; nothing where there is one to lie on. */
export function wholeReplicaRemedies(site: Site, brokers: number, holds: Holds): string[] {
  if (site.capacities.logDirs === 1) return [];
  return [...morePartitions(site, brokers, holds), ...joined(site, holds)];
}

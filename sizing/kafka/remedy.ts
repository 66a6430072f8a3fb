import { scaleRetention } from "../inputs/scale.ts";
import type { ResourceName } from "../planned/resource.ts";
import { formatBitsPerSecond, formatBytes, formatBytesPerSecond, formatDuration } from "../units/format.ts";
import { type Candidate, examine, excesses, type Site, withWorkload } from "./candidate.ts";
import { keptAtPeak } from "./demand.ts";
import { largestFactor } from "./largest.ts";
import { wholeReplicaRemedies } from "./log-dirs-remedy.ts";
import { fixedBrokers } from "./racks.ts";
import { fewestThat } from "./search.ts";

const holdsItself = (resource: ResourceName) => (candidate: Candidate) =>
  excesses(candidate).every((strain) => strain.resource !== resource);

/** The longest retention, as a part of the one asked for, with which the resource holds; null when none does. */
function retentionFactor(site: Site, brokers: number, resource: ResourceName): number | null {
  const longest = largestFactor((factor) => {
    const shorter = withWorkload(site, scaleRetention(site.workload, factor));
    return holdsItself(resource)(examine(shorter, brokers));
  });
  return longest.outcome === "bounded" && longest.carried > 0.001 ? longest.carried : null;
}

/** Rounded down to a whole minute, hour or unit of its size, so that what is written holds. */
function downTo(value: number, steps: readonly number[]): number {
  const step = steps.find((size) => value >= 10 * size) ?? value;
  return Math.floor(value / step) * step;
}

function lowerRetention(site: Site, brokers: number, resource: ResourceName): string[] {
  const factor = retentionFactor(site, brokers, resource);
  if (factor === null) return [];
  const [only, ...others] = site.demands;
  if (only === undefined || others.length > 0)
    return [`lower every retention to ${Math.floor(factor * 1000) / 10} % of it`];
  const { retention, name } = only.topic;
  if (retention === undefined) return [];
  const value = retention.value * factor;
  const shown =
    retention.dimension === "duration"
      ? formatDuration(downTo(value, value >= 2 * 86_400 ? [3600] : value >= 3600 ? [60] : [1]))
      : formatBytes(downTo(value, [10 ** Math.floor(Math.log10(value) - 2)]));
  return [`lower the retention of ${name} to ${shown}${retention.dimension === "bytes" ? " per partition" : ""}`];
}

/** The largest mean rate, as a part of the peak, with which the resource holds; none where topics tell their day. */
function tellMean(site: Site, brokers: number, resource: ResourceName): string[] {
  if (!site.demands.some(keptAtPeak)) return [];
  const withMean = (mean: number) => {
    const topics = site.demands.map(({ topic }) =>
      keptAtPeak({ topic }) ? { ...topic, day: { kind: "mean" as const, mean } } : topic,
    );
    return examine(withWorkload(site, { ...site.workload, topics }), brokers);
  };
  const largest = largestFactor((factor) => factor <= 1 && holdsItself(resource)(withMean(factor)));
  const percent = largest.outcome === "bounded" ? Math.floor(largest.carried * 100) : 0;
  if (percent === 0) return [];
  return [`write \`average\` if the mean rate is at most ${percent} % of the peak, at which retention is counted`];
}

function moreBrokers(site: Site, brokers: number, resource: ResourceName): string[] {
  const enough = fewestThat(site, brokers + 1, holdsItself(resource));
  return enough === null ? [] : [`have ${enough} brokers`];
}

/** The largest part of another region's traffic with which the resource holds; none where that is not what it lacks. */
function takeLess(site: Site, brokers: number, resource: ResourceName): string[] {
  const { objectives } = site.workload;
  const { regionFailover } = objectives;
  if (regionFailover === undefined) return [];
  const largest = largestFactor((factor) => {
    const share = regionFailover.share * factor;
    const other = { ...site.workload, objectives: { ...objectives, regionFailover: { ...regionFailover, share } } };
    return holdsItself(resource)(examine(withWorkload(site, other), brokers));
  });
  if (largest.outcome !== "bounded") return [];
  const percent = Math.floor(regionFailover.share * largest.carried * 100);
  return percent > 0 ? [`set objectives.regionFailover.share to ${percent / 100}`] : [];
}

/** What each broker would need, shown so that it is not less than the need. */
function biggerHost(resource: ResourceName, needed: number): string[] {
  const up = (value: number) => {
    const step = 10 ** Math.floor(Math.log10(value) - 2);
    return Math.ceil(value / step) * step;
  };
  switch (resource) {
    case "disk":
      return [`have ${formatBytes(up(needed))} of usable disk in each broker`];
    case "diskWrite":
    case "diskRead":
      return [`have disks that do ${formatBytesPerSecond(up(needed))} in each broker`];
    case "networkIn":
    case "networkOut":
      return [`have a network of ${formatBitsPerSecond(up(needed))}`];
    case "cpu":
      return [`have ${Math.ceil(needed)} cores in each broker`];
    case "memory":
      return [`have ${formatBytes(up(needed))} of memory in each broker`];
    case "replicas":
      return [`set rules.maxReplicasPerBroker to ${Math.ceil(needed)}`];
    case "fileHandles":
      return [`allow ${Math.ceil(needed)} file handles and set rules.maxFileHandles to it`];
    case "memoryMaps":
      return [`set vm.max_map_count and rules.maxMapCount to ${Math.ceil(needed)}`];
  }
}

const ofDisks: readonly ResourceName[] = ["disk", "diskWrite", "diskRead"];
const boundByRetention: readonly ResourceName[] = ["disk", "fileHandles", "memoryMaps"];

/**
 * The nearest changes that make a resource fit: a shorter retention where it helps, less of another region's traffic,
 * more brokers, or more of the resource. `capacityNeeded` is what a host must have for the use to stay within its limit.
 */
export function remedy(site: Site, brokers: number, resource: ResourceName, capacityNeeded: number): string {
  const changes = [
    ...(boundByRetention.includes(resource)
      ? [...lowerRetention(site, brokers, resource), ...tellMean(site, brokers, resource)]
      : []),
    ...(ofDisks.includes(resource)
      ? wholeReplicaRemedies(site, brokers, (changed) => holdsItself(resource)(examine(changed, brokers)))
      : []),
    ...takeLess(site, brokers, resource),
    ...moreBrokers(site, brokers, resource),
    ...biggerHost(resource, capacityNeeded),
  ];
  const searched = fixedBrokers(site.inventory) === null ? `even with ${brokers} brokers it is too much: ` : "";
  return searched + changes.join(", or ");
}

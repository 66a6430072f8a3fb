import { formatBitsPerSecond, formatBytes, formatBytesPerSecond, formatDuration } from "../../sizing/index.ts";
import type { BrokerHost } from "../../sizing/planned/broker.ts";
import type { Cost } from "../../sizing/planned/cost.ts";
import type { PlannedTopic } from "../../sizing/planned/topic.ts";
import { count, memorySize } from "./figures.ts";

/** Figures of a plan as both the terminal and the report show them. */

const prefixes = [
  [1e12, "T"],
  [1e9, "G"],
  [1e6, "M"],
] as const;

/** A count or a rate in few characters: three digits below 100, whole up to ten million, then as `259 M`. */
export function amount(value: number): string {
  if (value < 1e7) return value >= 100 || Number.isInteger(value) ? count(value) : String(Number(value.toPrecision(3)));
  const [unit, prefix] = prefixes.find(([size]) => value >= size)!;
  return `${Number((value / unit).toPrecision(3))} ${prefix}`;
}

/** An amount of money without its currency: whole from 100 on, cents below. */
export function money(value: number): string {
  return value >= 100 ? count(value) : value.toFixed(2);
}

/** `1 broker`, `5 brokers`. */
export function some(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? "" : "s"}`;
}

/** Cores, memory and network of a host, with the offer's name where it is bought. */
export function hostFigure({ offer, cores, memoryBytes, networkBytesPerSecond }: BrokerHost): string {
  const each = `${some(cores, "core")}, ${memorySize(memoryBytes)}, ${formatBitsPerSecond(networkBytesPerSecond)}`;
  return offer === "inventory" ? each : `${offer}: ${each}`;
}

/** The disks of a host: how many of which size, and what one of them can do as far as it is told. */
export function disksFigure({ disks }: BrokerHost): string {
  const groups = disks.map(({ name, count: number, sizeBytes, writeBytesPerSecond, iops }) => {
    const kind = name
      .replace(/^\d+-/, "")
      .replace("-raid", " in RAID ")
      .replace(/^disk ?/, "");
    const write = writeBytesPerSecond === null ? [] : [`${formatBytesPerSecond(writeBytesPerSecond)} written`];
    const can = [...write, ...(iops === null ? [] : [`${amount(iops)} IOPS`])].join(" and ");
    const what = `${number} x ${formatBytes(sizeBytes)} ${kind}`.trimEnd();
    return `${what}${can === "" ? "" : `, ${can}${number > 1 ? " each" : ""}`}`;
  });
  return groups.length === 0 ? "none" : groups.join("; ");
}

/** How long a topic keeps its data, or how much of it. */
export function retentionFigure({ retentionMs, retentionBytesPerPartition, cleanup }: PlannedTopic): string {
  if (cleanup === "compact") return "compacted";
  const bySize = retentionBytesPerPartition === null ? "everything" : `${formatBytes(retentionBytesPerPartition)} each`;
  const kept = retentionMs === null ? bySize : formatDuration(retentionMs / 1000);
  return cleanup === "delete" ? kept : `${kept}, compacted`;
}

/** A line of the cost as a part of the whole, 0 where nothing costs anything. */
export function shareOf({ perMonth }: Cost, line: Cost["lines"][number]): number {
  return perMonth === 0 ? 0 : line.perMonth / perMonth;
}

/** What the line for traffic between zones counts, for a cost that has one. */
export const zoneTrafficNote =
  "Traffic between zones is a line of its own: what clients and replicas send from one zone to another.";

/** Whether that note belongs to a cost. */
export const hasZoneTraffic = ({ lines }: Cost): boolean => lines.some(({ name }) => name === "traffic between zones");

/** What the rates of topics are called, which are those of the producers: a cluster takes less where they compress. */
export const ingressTitle = (topics: readonly PlannedTopic[]): "in" | "uncompressed" =>
  topics.some(({ compression }) => compression !== "none") ? "uncompressed" : "in";

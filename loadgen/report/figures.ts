import { formatBytes, formatBytesPerSecond, formatDuration } from "../../sizing/index.ts";
import type { Reason } from "../../sizing/reason.ts";

/** Numbers as the reports show them. Units with a prefix come from `sizing`; these are the plain ones. */

// Not Intl: its first formatter takes some 30 ms, a tenth of what `plimsoll plan` takes in all.
/** A count with its thousands set apart: `485,000`. */
export function count(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A number for an axis: `24k`, `0.5`, `1.2M`, `24G`. */
export function short(value: number): string {
  return value
    .toLocaleString("en-GB", { notation: "compact", maximumSignificantDigits: 3 })
    .replace("K", "k")
    .replace("m", "M")
    .replace("bn", "G")
    .replace("tn", "T");
}

/** A fraction of 1 as a percentage; one decimal below 10 %, `not checked` for null. */
export function percent(fraction: number | null): string {
  if (fraction === null) return "not checked";
  const value = 100 * fraction;
  return `${value.toFixed(value > 0 && value < 9.95 ? 1 : 0)} %`;
}

/** Milliseconds to about three digits; as seconds from 10 s on. */
export function milliseconds(ms: number): string {
  if (ms >= 10_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms >= 99.95) return `${count(ms)} ms`;
  return `${Number(ms.toPrecision(ms < 1 ? 2 : 3))} ms`;
}

/** Seconds with at most one decimal: `20 s`, `0.5 s`. */
export function seconds(value: number): string {
  return `${Number(value.toFixed(1))} s`;
}

/** A load factor as people say it: `1/20` where it is one part of a whole number, else `0.3`. */
export function factor(value: number): string {
  const parts = 1 / value;
  const wholeParts = Math.round(parts);
  if (wholeParts > 1 && Math.abs(parts - wholeParts) < 1e-6 * parts) return `1/${wholeParts}`;
  return String(Number(value.toPrecision(3)));
}

/** Messages per second with thousands set apart, for a reader rather than for a file. */
export function messageRate(messagesPerSecond: number): string {
  return `${count(messagesPerSecond)} msg/s`;
}

/** A memory size in GiB, the unit in which a JVM's heap is set. */
export function gibibytes(bytes: number): string {
  return `${Number((bytes / 2 ** 30).toPrecision(3))} GiB`;
}

/** The memory of a host as people buy it: in GiB where it is a whole number of them, else in GB. */
export const memorySize = (bytes: number): string =>
  Number.isInteger(bytes / 2 ** 30) ? gibibytes(bytes) : formatBytes(bytes);

/** The value of a reason in its unit, with the prefix or the percentage that a reader expects. */
export function quantity(value: Reason["value"], unit: string): string {
  if (value === null) return "not checked";
  if (typeof value === "string") return `${value} ${unit}`.trimEnd();
  switch (unit) {
    case "B":
      return formatBytes(value);
    case "B/s":
      return formatBytesPerSecond(value);
    case "s":
      return formatDuration(value);
    case "fraction":
      return percent(value);
    default:
      return `${Number.isInteger(value) ? count(value) : Number(value.toPrecision(4))} ${unit}`.trimEnd();
  }
}

/** `5 brokers`. */
export const brokerCount = (brokers: number): string => (brokers === 1 ? "1 broker" : `${brokers} brokers`);

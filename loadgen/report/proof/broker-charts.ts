import type { BrokerSample } from "../../proof/broker-sample.ts";
import type { Proof } from "../../proof/proof.ts";
import { short } from "../figures.ts";
import { type Chart, type Line, lineColours } from "../model/chart.ts";
import { linear, time } from "./axes.ts";
import { span } from "./span.ts";

type Rate = "cpuCores" | "diskReadBytesPerSecond" | "diskWriteBytesPerSecond";

/** CPU of the brokers over the run, in cores; null if none told of it. */
export function brokerCpuChart(proof: Proof): Chart | null {
  const lines = linesOf(proof.brokers, "cpuCores", 1);
  return lines.length === 0 ? null : chart(proof, "broker-cpu", "CPU of the brokers", "cores", lines);
}

/** What the brokers read from their disks and handed to them, in MB/s; null if none told of it. */
export function brokerDiskChart(proof: Proof): Chart | null {
  const written = linesOf(proof.brokers, "diskWriteBytesPerSecond", 1e6);
  if (written.length === 0) return null;
  const read = sumOf(proof.brokers, "diskReadBytesPerSecond", 1e6);
  const lines = [
    ...written,
    ...(read.some(([, y]) => y > 0) ? [{ name: "read, all", colour: "due", points: read } as const] : []),
  ];
  return chart(proof, "broker-disk", "Written to the brokers' disks", "MB/s", lines);
}

function chart(proof: Proof, id: string, title: string, unit: string, lines: readonly Line[]): Chart {
  const most = lines.map(({ name, points }) => `${name} ${short(Math.max(...points.map(([, y]) => y ?? 0)))} ${unit}`);
  return {
    id,
    title,
    alt: `${title} over the run, at most: ${most.join(", ")}.`,
    x: time,
    y: linear(unit),
    lines,
    ...span(proof),
  };
}

/** A line for each broker, of more than fit the busiest ones. A gap is where it did not tell. */
function linesOf(samples: readonly BrokerSample[], rate: Rate, unit: number): Line[] {
  const brokers = [...new Set(samples.map(({ broker }) => broker))];
  const lines = brokers.flatMap((broker) => {
    const own = samples.filter((sample) => sample.broker === broker);
    const sum = own.reduce((total, sample) => total + (sample[rate] ?? 0) * sample.seconds, 0);
    if (own.every((sample) => sample[rate] === null)) return [];
    return [{ broker, sum, points: own.map((sample) => [sample.t, scaled(sample[rate], unit)] as const) }];
  });
  const shown = lines.toSorted((a, b) => b.sum - a.sum).slice(0, lineColours.length);
  return lines
    .filter((line) => shown.includes(line))
    .map(({ broker, points }, i) => ({ name: broker, colour: lineColours[i]!, points }));
}

function scaled(value: number | null, unit: number): number | null {
  return value === null ? null : value / unit;
}

/** All brokers together, by the second. */
function sumOf(samples: readonly BrokerSample[], rate: Rate, unit: number): (readonly [t: number, sum: number])[] {
  const sums = new Map<number, number>();
  for (const sample of samples) {
    const second = Math.round(sample.t);
    sums.set(second, (sums.get(second) ?? 0) + (sample[rate] ?? 0) / unit);
  }
  return [...sums].toSorted(([a], [b]) => a - b);
}

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
  return lines.length === 0 ? null : chart(proof, "broker-cpu", titled("CPU of the brokers", proof), "cores", lines);
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
  return chart(proof, "broker-disk", titled("Written to the brokers' disks", proof), "MB/s", lines);
}

const namesOf = (samples: readonly BrokerSample[]): string[] => [...new Set(samples.map(({ broker }) => broker))];

/** A broker that told less of itself than this part of what another did fell silent. */
const silence = 0.9;

/**
 * Those that have a line: all, or of more than fit those that fell silent, since something was done to them, and the
 * busiest ones. Every chart has the same, each in its colour.
 */
function shownOf(samples: readonly BrokerSample[]): string[] {
  const all = namesOf(samples).map((broker) => {
    const own = samples.filter((sample) => sample.broker === broker && sample.diskWriteBytesPerSecond !== null);
    const bytes = own.reduce(
      (sum, { seconds, diskWriteBytesPerSecond }) => sum + seconds * diskWriteBytesPerSecond!,
      0,
    );
    return { broker, bytes, told: own.length };
  });
  const most = Math.max(...all.map(({ told }) => told));
  const rankOf = ({ told, bytes }: (typeof all)[number]) => (told < silence * most ? Number.POSITIVE_INFINITY : bytes);
  const ranked = all.toSorted((a, b) => Number(rankOf(b) > rankOf(a)) - Number(rankOf(a) > rankOf(b)));
  const shown = ranked.slice(0, lineColours.length);
  return all.filter((one) => shown.includes(one)).map(({ broker }) => broker);
}

/** A title that says so where not every broker has a line. */
function titled(title: string, { brokers }: Proof): string {
  const all = namesOf(brokers).length;
  return all > lineColours.length ? `${title}, ${lineColours.length} of ${all}` : title;
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

/** A line for each broker that is shown and told. A gap is where it did not. */
function linesOf(samples: readonly BrokerSample[], rate: Rate, unit: number): Line[] {
  return shownOf(samples).flatMap((broker, i) => {
    const own = samples.filter((sample) => sample.broker === broker);
    if (own.every((sample) => sample[rate] === null)) return [];
    // Brokers tell one after the other; in a whole second their values stand together.
    const points = new Map(own.map((sample) => [Math.round(sample.t), scaled(sample[rate], unit)]));
    return [{ name: broker, colour: lineColours[i]!, points: [...points] }];
  });
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

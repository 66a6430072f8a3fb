import { formatBytes, formatBytesPerSecond } from "../../../sizing/index.ts";
import type { Plan } from "../../../sizing/plan.ts";
import type { Cost } from "../../../sizing/planned/cost.ts";
import { count, messageRate } from "../figures.ts";
import type { Block } from "../model/block.ts";
import { money } from "../plan-figures.ts";
import { serviceFigures } from "../service-figures.ts";
import { type Difference, difference, differenceTable, type Named, wordDifference } from "./change.ts";

/** The totals, cost and services of two plans beside each other. */
export function totalDifferences(now: Named<Plan>, other: Named<Plan>): Block[] {
  const [a, b] = [now.value, other.value];
  const total = (
    figure: string,
    key: keyof Plan["totals"],
    show: (value: number) => string,
    good: "less" | "neither" = "neither",
  ): Difference => difference(figure, a.totals[key], b.totals[key], show, good);
  const totals = [
    wordDifference("verdict", a.verdict, b.verdict),
    total("brokers", "brokers", count, "less"),
    total("clusters", "clusters", count),
    total("metadata nodes", "metadataNodes", count),
    total("partitions", "partitions", count),
    total("replicas", "replicas", count),
    total("stored, all replicas", "storageBytes", formatBytes),
    total("in", "ingressBytesPerSecond", formatBytesPerSecond),
    total("out", "egressBytesPerSecond", formatBytesPerSecond),
    total("messages", "messagesPerSecond", messageRate),
  ];
  return [
    differenceTable("Totals", now.label, other.label, totals),
    ...tableIfAny("Cost of a month", now.label, other.label, costDifferences(a.cost, b.cost)),
    ...tableIfAny("Services around Kafka", now.label, other.label, serviceDifferences(a, b)),
  ];
}

const tableIfAny = (caption: string, now: string, other: string, rows: readonly Difference[]): Block[] =>
  rows.length === 0 ? [] : [differenceTable(caption, now, other, rows)];

function costDifferences(now: Cost | null, other: Cost | null): Difference[] {
  if (now === null && other === null) return [];
  const same = now === null || other === null || now.currency === other.currency;
  const unit = same ? (now ?? other)!.currency : "each in its own currency";
  const names = new Set([...(now?.lines ?? []), ...(other?.lines ?? [])].map(({ name }) => name));
  const line = (of: Cost | null, name: string) =>
    of === null ? null : (of.lines.find((found) => found.name === name)?.perMonth ?? 0);
  const good = same ? "less" : "neither";
  return [
    difference(`all, ${unit}`, now?.perMonth ?? null, other?.perMonth ?? null, money, good),
    ...[...names].map((name) => difference(name, line(now, name), line(other, name), money, good)),
  ];
}

function serviceDifferences(now: Plan, other: Plan): Difference[] {
  const sentences = ({ services }: Plan) =>
    new Map(services.map((service) => [service.name, serviceFigures(service).sentence]));
  const [a, b] = [sentences(now), sentences(other)];
  return [...new Set([...a.keys(), ...b.keys()])].map((name) =>
    wordDifference(name, a.get(name) ?? "not there", b.get(name) ?? "not there"),
  );
}

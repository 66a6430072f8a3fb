import type { Latency } from "../../proof/latency.ts";
import type { Proof } from "../../proof/proof.ts";
import { clockErrorText } from "../agents.ts";
import { milliseconds } from "../figures.ts";
import { type Block, note, type Table, table } from "../model/block.ts";
import { type Distribution, percentileChart } from "./percentile-chart.ts";

/** Latencies until acknowledged and until consumed. */
export function latencyBlocks(proof: Proof): Block[] {
  const rows = [
    { name: "until acknowledged", latency: proof.produce.latency },
    ...proof.consume.map((group) => ({
      name: `until consumed by ${group.group}${clockErrorText(group)}`,
      latency: group.latency,
    })),
  ];
  return [
    note("From the time a message was due, so that a stalled generator cannot hide a stall."),
    ...distributionBlocks("percentiles", "Latency by percentile", rows),
  ];
}

/** Distributions as a chart, where anything was measured, and as a table. */
export function distributionBlocks(id: string, caption: string, rows: readonly Distribution[]): Block[] {
  return [
    ...(rows.some(({ latency }) => latency.count > 0)
      ? [{ kind: "chart", chart: percentileChart(id, rows) } as const]
      : []),
    latencyTable(caption, rows),
  ];
}

function latencyTable(caption: string, rows: readonly Distribution[]): Table {
  const column = (head: string, of: (latency: Latency) => number) => ({
    head,
    numeric: true,
    cell: ({ latency }: Distribution) => (latency.count > 0 ? milliseconds(of(latency)) : "none"),
  });
  return table(
    caption,
    [
      { head: "latency", cell: ({ name }) => name },
      column("mean", (latency) => latency.mean),
      column("50 %", (latency) => latency.p50),
      column("90 %", (latency) => latency.p90),
      column("99 %", (latency) => latency.p99),
      column("99.9 %", (latency) => latency.p999),
      column("max", (latency) => latency.max),
    ],
    rows,
  );
}

import { formatBytes, formatBytesPerSecond } from "../../../sizing/index.ts";
import type { Mark } from "../../proof/mark.ts";
import type { Sample } from "../../proof/sample.ts";
import { auditBlocks } from "../audit/audit.ts";
import { count, messageRate, percent, seconds, short } from "../figures.ts";
import { type Block, facts, section, type Table, table, text } from "../model/block.ts";
import type { Chart, Line } from "../model/chart.ts";
import type { Part } from "../model/report.ts";
import { linear, time } from "../proof/axes.ts";
import { distributionBlocks } from "../proof/latency.ts";
import { over } from "../proof/over-time.ts";
import { range } from "../proof/range.ts";
import { markLimit, markMeaning } from "../verdict.ts";

/** The mark: target beside what was held, the ceiling into a sink, and which side was the limit. */
export function markPart(mark: Mark): Part {
  const { machine, target, produce, produceAndRead } = mark;
  return {
    id: "mark",
    title: "Mark",
    blocks: [
      { kind: "text", tone: "statement", text: markMeaning },
      text(markLimit(mark)),
      rates(mark),
      facts([
        ["machine", `${machine.cores} cores, ${formatBytes(machine.memoryBytes)}, ${machine.cpu}`],
        ["message", `${count(mark.messageBytes)} B`],
        ["partitions", count(mark.partitions)],
        ["replication", "1"],
      ]),
      phases(mark),
      {
        kind: "chart",
        chart: markChart("mark-produce", "Produce to one broker", produce.series, target.bytesPerSecond),
      },
      {
        kind: "chart",
        chart: markChart(
          "mark-read",
          "Produce to one broker and read back",
          produceAndRead.series,
          target.bytesPerSecond,
        ),
      },
      section(
        "Latency until acknowledged",
        ...distributionBlocks("mark-percentiles", "Latency until acknowledged", [
          { name: "produce", latency: produce.latency },
          { name: "produce while reading back", latency: produceAndRead.latency },
        ]),
      ),
      auditBlocks(mark.audit, mark.drained),
    ],
  };
}

interface Rate {
  readonly name: string;
  readonly value: number;
  readonly target: number;
}

function rates({ target, sink, produce, produceAndRead }: Mark): Block {
  const rows: Rate[] = [
    { name: "ceiling: into a sink", value: sink.bytesPerSecond, target: target.bytesPerSecond },
    { name: "held: one broker", value: produce.bytesPerSecond, target: target.bytesPerSecond },
    { name: "held while reading", value: produceAndRead.bytesPerSecond, target: target.bytesPerSecond },
    { name: "read back", value: produceAndRead.readBytesPerSecond, target: target.readBytesPerSecond },
  ];
  const longest = rows.reduce((most, row) => Math.max(most, row.value, row.target), 1);
  return table(
    "Held beside the target",
    [
      { head: "what", cell: ({ name }) => name },
      {
        head: "rate",
        cell: ({ value }) => ({ kind: "bar", fraction: value / longest, text: formatBytesPerSecond(value) }),
      },
      { head: "target", numeric: true, cell: ({ target: wanted }) => formatBytesPerSecond(wanted) },
      { head: "of target", numeric: true, cell: (row) => percent(row.target > 0 ? row.value / row.target : null) },
    ],
    rows,
  );
}

function phases(mark: Mark): Table {
  const rows = [
    { name: "into a sink", phase: mark.sink },
    { name: "one broker", phase: mark.produce },
    { name: "one broker, read back", phase: mark.produceAndRead },
  ];
  return table(
    "Phases",
    [
      { head: "phase", cell: ({ name }) => name },
      { head: "time", numeric: true, cell: ({ phase }) => seconds(phase.seconds) },
      { head: "acknowledged", numeric: true, cell: ({ phase }) => messageRate(phase.messagesPerSecond) },
      { head: "generator", numeric: true, cell: ({ phase }) => `${phase.generatorCores.toFixed(2)} cores` },
      { head: "machine", numeric: true, cell: ({ phase }) => percent(phase.machineCpu) },
    ],
    rows,
  );
}

/** Acknowledged and read bytes per second of a phase of the mark, with the target. */
function markChart(id: string, title: string, series: readonly Sample[], target: number): Chart {
  const reads = series.some((sample) => sample.consumedBytes > 0);
  const held = range(series.map((sample) => sample.acknowledgedBytes));
  const read: Line = { name: "read back", colour: "second", points: over(series, (s) => s.consumedBytes / 1e6) };
  return {
    id,
    title,
    alt: `${title} over ${seconds(series.length)}: between ${short(held.least / 1e6)} and ${short(held.most / 1e6)} MB/s acknowledged, target ${short(target / 1e6)} MB/s.`,
    x: time,
    y: linear("MB/s"),
    lines: [
      { name: "target", colour: "due", points: over(series, () => target / 1e6) },
      { name: "acknowledged", colour: "first", points: over(series, (sample) => sample.acknowledgedBytes / 1e6) },
      ...(reads ? [read] : []),
    ],
  };
}

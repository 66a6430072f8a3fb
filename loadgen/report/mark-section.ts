import { formatBytes, formatBytesPerSecond } from "../../sizing/index.ts";
import type { Mark } from "../proof/mark.ts";
import { bar } from "./bar.ts";
import { count, messageRate, percent, seconds } from "./figures.ts";
import { markChart, percentileChart } from "./load-charts.ts";
import { html, inlineCode, type Markup } from "./markup.ts";
import { audit, latencyTable } from "./proof-section.ts";
import { facts, table } from "./table.ts";
import { markLimit, markMeaning } from "./verdict.ts";

/** The mark: target beside what was held, the ceiling into a sink, and which side was the limit. */
export function markSection(mark: Mark): Markup {
  const { machine, target } = mark;
  const latencies = [
    { name: "produce", latency: mark.produce.latency },
    { name: "produce while reading back", latency: mark.produceAndRead.latency },
  ];
  return html`<section id="mark">
<h2>Mark</h2>
<p class="statement">${inlineCode(markMeaning)}</p>
<p><strong>${markLimit(mark)}</strong></p>
${rates(mark)}
${facts([
  ["machine", `${machine.cores} cores, ${formatBytes(machine.memoryBytes)}, ${machine.cpu}`],
  ["message", `${count(mark.messageBytes)} B`],
  ["partitions", count(mark.partitions)],
  ["replication", 1],
])}
${phases(mark)}
${markChart("mark-produce", "Produce to one broker", mark.produce.series, target.bytesPerSecond)}
${markChart("mark-read", "Produce to one broker and read back", mark.produceAndRead.series, target.bytesPerSecond)}
${latencies.some(({ latency }) => latency.count > 0) ? percentileChart("mark-percentiles", latencies) : null}
${latencyTable("Latency until acknowledged", latencies)}
${audit(mark.audit)}
</section>`;
}

type Rate = { name: string; value: number; target: number };

function rates({ target, sink, produce, produceAndRead }: Mark): Markup {
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
      { head: "rate", cell: ({ value }) => bar(value / longest, formatBytesPerSecond(value)) },
      { head: "target", numeric: true, cell: ({ target: wanted }) => formatBytesPerSecond(wanted) },
      { head: "of target", numeric: true, cell: (row) => percent(row.target > 0 ? row.value / row.target : null) },
    ],
    rows,
  );
}

function phases(mark: Mark): Markup {
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

import { formatBytesPerSecond } from "../../sizing/index.ts";
import type { AuditResult } from "../proof/audit-result.ts";
import type { Latency } from "../proof/latency.ts";
import type { Proof } from "../proof/proof.ts";
import { agentsTable, clockErrorText } from "./agents.ts";
import { baselineSection } from "./baseline-section.ts";
import { brokerSection } from "./broker-section.ts";
import { faultsSection } from "./faults-section.ts";
import { count, factor, messageRate, milliseconds, percent, seconds } from "./figures.ts";
import { latencyChart, percentileChart, throughputChart } from "./load-charts.ts";
import { html, type Markup } from "./markup.ts";
import { heldText } from "./steady-text.ts";
import { facts, table } from "./table.ts";

const outcomes = { pass: "✓ pass", fail: "✗ fail", invalid: "? invalid" } as const;

/** The load run: findings, charts, latency, audit, and what limited the generator. */
export function proofSection(proof: Proof): Markup {
  const { produce } = proof;
  return html`<section id="proof">
<h2>Proof</h2>
${facts([
  ["run", `${proof.run}, ${proof.startedAt.slice(0, 19).replace("T", " ")} UTC`],
  ["cluster", `${proof.cluster.brokers} brokers, target ${proof.cluster.target}`],
  ["scale", factor(proof.scale.factor)],
  ["measured", `${seconds(proof.measuredSeconds)} after ${seconds(proof.warmupSeconds)} of warm-up`],
  ["profile", proof.profile],
  ["held", `${heldText(proof)}, ${formatBytesPerSecond(produce.bytesPerSecond)}`],
  ...(produce.dropped > 0 ? [["dropped", `${count(produce.dropped)} messages`] as const] : []),
  ["due", `${messageRate(produce.targetMessagesPerSecond)}, ${formatBytesPerSecond(produce.targetBytesPerSecond)}`],
])}
<p class="note">Scale: ${proof.scale.chosen}.</p>
${table(
  "Findings",
  [
    { head: "outcome", cell: ({ outcome }) => html`<span class="outcome ${outcome}">${outcomes[outcome]}</span>` },
    { head: "code", cell: ({ code }) => html`<code>${code}</code>` },
    { head: "finding", cell: ({ text }) => text },
  ],
  proof.findings,
)}
${proof.series.length > 0 ? overTime(proof) : html`<p>The run left no series.</p>`}
${brokerSection(proof)}
${faultsSection(proof)}
${latencies(proof)}
${baselineSection(proof.baseline)}
${topics(proof)}
${audit(proof.audit)}
${errors(proof)}
${limits(proof)}
</section>`;
}

function overTime(proof: Proof): Markup {
  const events =
    proof.events.length > 0
      ? html`<ol class="events">${proof.events.map(({ t, text }) => html`<li>${seconds(t)}: ${text}</li>`)}</ol>`
      : null;
  const warmup = proof.warmupSeconds > 0 ? html`<p class="note">Shaded: the warm-up, which is not measured.</p>` : null;
  return html`<h3>Over time</h3>
${throughputChart(proof)}
${latencyChart(proof)}
${warmup}${events}`;
}

function latencies(proof: Proof): Markup {
  const rows = [
    { name: "until acknowledged", latency: proof.produce.latency },
    ...proof.consume.map((group) => ({
      name: `until consumed by ${group.group}${clockErrorText(group)}`,
      latency: group.latency,
    })),
  ];
  return html`<h3>Latency</h3>
<p class="note">From the time a message was due, so that a stalled generator cannot hide a stall.</p>
${rows.some(({ latency }) => latency.count > 0) ? percentileChart("percentiles", rows) : null}
${latencyTable("Latency by percentile", rows)}`;
}

/** Latency distributions as a table, one row each. */
export function latencyTable(caption: string, rows: readonly { name: string; latency: Latency }[]): Markup {
  const column = (head: string, of: (latency: Latency) => number) => ({
    head,
    numeric: true,
    cell: ({ latency }: { latency: Latency }) => (latency.count > 0 ? milliseconds(of(latency)) : "none"),
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

function topics(proof: Proof): Markup {
  return html`<h3>Topics</h3>
${table(
  "Topics of the run",
  [
    { head: "topic", cell: ({ name }) => name },
    { head: "partitions", numeric: true, cell: ({ partitions }) => count(partitions) },
    { head: "planned", numeric: true, cell: ({ plannedPartitions }) => count(plannedPartitions) },
    { head: "replication", numeric: true, cell: ({ replication }) => replication },
    { head: "acks", cell: ({ acks, idempotent }) => (idempotent ? `${acks}, idempotent` : acks) },
    { head: "message", numeric: true, cell: ({ messageBytes }) => `${count(messageBytes)} B` },
    { head: "due", numeric: true, cell: ({ targetMessagesPerSecond }) => messageRate(targetMessagesPerSecond) },
    { head: "held", numeric: true, cell: ({ messagesPerSecond }) => messageRate(messagesPerSecond) },
    { head: "99 % in", numeric: true, cell: ({ latency }) => (latency.count > 0 ? milliseconds(latency.p99) : "none") },
  ],
  proof.topics,
)}
${table(
  "Consumer groups",
  [
    { head: "group", cell: ({ group }) => group },
    { head: "messages", numeric: true, cell: ({ messages }) => count(messages) },
    { head: "rate", numeric: true, cell: ({ messagesPerSecond }) => messageRate(messagesPerSecond) },
    { head: "bytes", numeric: true, cell: ({ bytesPerSecond }) => formatBytesPerSecond(bytesPerSecond) },
  ],
  proof.consume,
)}`;
}

/** The audit: totals, and every producer and partition that is not clean. */
export function audit(result: AuditResult): Markup {
  const number = (head: string, of: (row: AuditResult["partitions"][number]) => number) => ({
    head,
    numeric: true,
    cell: (row: AuditResult["partitions"][number]) => count(of(row)),
  });
  return html`<h3>Audit: ${result.clean ? "clean" : "not clean"}</h3>
<p class="note">Every acknowledged message is looked for by producer, partition and sequence.</p>
${facts([
  ["acknowledged", count(result.acknowledged)],
  ["consumed", count(result.consumed)],
  ["lost", count(result.lost)],
  ["corrupted", count(result.corrupted)],
  ["repeated", count(result.repeated)],
  ["out of order", count(result.outOfOrder)],
  ["stored, never acknowledged", count(result.unacknowledged)],
])}
${
  result.partitions.length > 0
    ? table(
        "Producers and partitions",
        [
          { head: "topic", cell: ({ topic }) => topic },
          { head: "group", cell: ({ group }) => group },
          number("partition", (row) => row.partition),
          number("producer", (row) => row.producer),
          number("acknowledged", (row) => row.acknowledged),
          number("consumed", (row) => row.consumed),
          number("lost", (row) => row.lost),
          number("repeated", (row) => row.repeated),
          number("out of order", (row) => row.outOfOrder),
        ],
        result.partitions,
      )
    : null
}`;
}

function errors(proof: Proof): Markup | null {
  const rows = Object.entries(proof.produce.errors);
  if (rows.length === 0) return null;
  return table(
    "Failed sends by error",
    [
      { head: "error", cell: ([name]) => html`<code>${name}</code>` },
      { head: "messages", numeric: true, cell: ([, messages]) => count(messages) },
    ],
    rows,
  );
}

function limits(proof: Proof): Markup {
  const { limits: own, produce } = proof;
  return html`<h3>Limits of the generator and its machine</h3>
${facts([
  ["driver", `${proof.driver}, ${own.workers} workers`],
  ["busiest worker", percent(own.eventLoopUtilisation)],
  ["event loop delay, 99 %", milliseconds(own.eventLoopDelayP99)],
  ["CPU of the generator", `${own.generatorCores.toFixed(2)} of ${own.cores} cores`],
  ["CPU of the machine", percent(own.machineCpu)],
  [
    "ceiling of the generator",
    own.ceilingMessagesPerSecond === null ? "not measured" : messageRate(own.ceilingMessagesPerSecond),
  ],
  ["most messages behind", count(produce.maxBehindMessages)],
  ["retries", count(produce.retries)],
  ["failed messages", count(produce.failed)],
])}
${agentsTable(proof.agents)}`;
}

import { formatBytes, formatBytesPerSecond, formatDuration } from "../../sizing/index.ts";
import { type LoadState, type Plan, type PlannedCluster, resourceNames } from "../../sizing/plan.ts";
import type { Reason } from "../../sizing/reason.ts";
import { bar } from "./bar.ts";
import { count, gibibytes, messageRate, percent, quantity } from "./figures.ts";
import { html, inlineCode, type Markup } from "./markup.ts";
import { disksFigure, hostFigure, retentionFigure } from "./plan-figures.ts";
import { purchaseSection } from "./purchase-section.ts";
import { servicesSection } from "./services-section.ts";
import { facts, table } from "./table.ts";
import { resourceTitles } from "./verdict.ts";

/** The plan: clusters with topics, load and utilisation, cost, services, what was assumed, the reason for each number. */
export function planSection(plan: Plan): Markup {
  return html`<section id="plan">
<h2>Plan</h2>
${plan.refusals.length > 0 ? refusals(plan) : null}
${plan.clusters.length > 1 ? overview(plan.clusters) : null}
${purchaseSection(plan)}
${plan.clusters.map((cluster) => clusterPart(cluster))}
${servicesSection(plan)}
${notes(plan)}
${Object.keys(plan.explanation).length > 0 ? reasons(plan) : null}
</section>`;
}

function refusals(plan: Plan): Markup {
  return table(
    "Why there is no plan",
    [
      { head: "code", cell: (refusal) => refusal.code },
      { head: "resource", cell: (refusal) => refusal.resource },
      { head: "needed", numeric: true, cell: (refusal) => quantity(refusal.needed, refusal.unit) },
      { head: "available", numeric: true, cell: (refusal) => quantity(refusal.available, refusal.unit) },
      { head: "what to do", cell: (refusal) => inlineCode(refusal.remedy) },
    ],
    plan.refusals,
  );
}

function overview(clusters: readonly PlannedCluster[]): Markup {
  return table(
    "Clusters",
    [
      { head: "cluster", cell: ({ name }) => name },
      { head: "role", cell: ({ role }) => role },
      { head: "brokers", numeric: true, cell: ({ brokers }) => count(brokers) },
      { head: "grows to", numeric: true, cell: ({ growsTo }) => (growsTo === null ? "" : count(growsTo)) },
      { head: "partitions", numeric: true, cell: ({ partitions }) => count(partitions) },
      { head: "topics", numeric: true, cell: ({ topics }) => count(topics.length) },
      { head: "bottleneck", cell: bottleneckOf },
    ],
    clusters,
  );
}

const bottleneckOf = ({ bottleneck }: PlannedCluster): string =>
  `${resourceTitles[bottleneck.resource]}, ${percent(bottleneck.utilisation)}`;

function clusterPart(cluster: PlannedCluster): Markup {
  const { perBroker, metadata, host } = cluster;
  const mode = metadata.mode === "zookeeper" ? "ZooKeeper nodes" : "KRaft controllers";
  return html`<h3>Cluster ${cluster.name}</h3>
${facts([
  ["brokers", `${cluster.brokers} in ${cluster.racks.length} racks`],
  ["host", hostFigure(host)],
  ["disks", disksFigure(host)],
  ["Kafka", cluster.kafka],
  [mode, metadata.nodes],
  ["partitions", count(cluster.partitions)],
  ["replicas", count(cluster.replicas)],
  ["bottleneck", bottleneckOf(cluster)],
])}
${cluster.topics.length > 0 ? topics(cluster) : null}
${utilisationTable(cluster)}
<h4>Load of each broker</h4>
${facts([
  ["network in", formatBytesPerSecond(perBroker.networkInBytesPerSecond)],
  ["network out", formatBytesPerSecond(perBroker.networkOutBytesPerSecond)],
  ["disk writes", formatBytesPerSecond(perBroker.diskWriteBytesPerSecond)],
  ["disk reads", formatBytesPerSecond(perBroker.diskReadBytesPerSecond)],
  ["disk used", formatBytes(perBroker.diskUsedBytes)],
  ["CPU", `${Number(perBroker.cpuCores.toPrecision(3))} cores`],
  ["heap", gibibytes(perBroker.heapBytes)],
  ["page cache", formatBytes(perBroker.pageCacheBytes)],
  ["page cache reaches back", formatDuration(perBroker.pageCacheReachSeconds)],
  ["leaders", count(perBroker.partitions)],
  ["replicas", count(perBroker.replicas)],
])}`;
}

const topics = (cluster: PlannedCluster): Markup =>
  table(
    "Topics",
    [
      { head: "topic", cell: (topic) => topic.name },
      { head: "partitions", numeric: true, cell: (topic) => count(topic.partitions) },
      { head: "replication", numeric: true, cell: (topic) => `${topic.replication}, ${topic.minInsync} in sync` },
      { head: "acks", cell: (topic) => topic.acks },
      { head: "rate", numeric: true, cell: (topic) => messageRate(topic.messagesPerSecond) },
      {
        head: "in",
        numeric: true,
        cell: (topic) => formatBytesPerSecond(topic.messagesPerSecond * topic.messageBytes),
      },
      { head: "keeps", cell: retentionFigure },
      { head: "read by", cell: (topic) => topic.consumers.map((consumer) => consumer.group).join(", ") || "nobody" },
    ],
    cluster.topics,
  );

function utilisationTable(cluster: PlannedCluster): Markup {
  const { bottleneck, utilisation } = cluster;
  const isBottleneck = (resource: string, state: LoadState): boolean =>
    resource === bottleneck.resource && state === bottleneck.state;
  const used = (state: LoadState) => (resource: (typeof resourceNames)[number]) => {
    const fraction = utilisation[state][resource];
    return isBottleneck(resource, state)
      ? bar(fraction, `${percent(fraction)}, the bottleneck`, "bottleneck")
      : bar(fraction);
  };
  return table(
    "Utilisation of a broker's capacity",
    [
      { head: "resource", cell: (resource) => resourceTitles[resource] },
      { head: "normal", cell: used("normal") },
      { head: "after the loss", cell: used("degraded") },
    ],
    resourceNames,
  );
}

function notes(plan: Plan): Markup {
  return html`${list("Warnings", plan.warnings.map(inlineCode))}
${list(
  "Assumed, not given by the source",
  plan.assumed.map(({ key, value }) => html`<code>${key}</code> ${value}`),
)}
${list(
  "Rules set otherwise",
  plan.overrides.map(
    ({ rule, value, default: usual }) => html`<code>${rule}</code> ${count(value)}, by default ${count(usual)}`,
  ),
)}
${plan.sources.length > 0 ? sources(plan.sources) : null}`;
}

function sources(texts: readonly string[]): Markup {
  return html`<details><summary>Sources (${texts.length})</summary><ul>${texts.map((text) => html`<li>${text}</li>`)}</ul></details>`;
}

function list(title: string, items: readonly Markup[]): Markup | null {
  return items.length > 0 ? html`<h3>${title}</h3><ul>${items.map((item) => html`<li>${item}</li>`)}</ul>` : null;
}

function reasons(plan: Plan): Markup {
  const rows = Object.entries(plan.explanation);
  const inputs = (reason: Reason): Markup[] =>
    Object.entries(reason.inputs).map(([name, value]) => html`<div><code>${name}</code> = ${value ?? "unknown"}</div>`);
  return html`<details class="reasons">
<summary>The reason for each number (${rows.length})</summary>
${table(
  "Reasons",
  [
    { head: "number", cell: ([key]) => html`<code>${key}</code>` },
    { head: "value", numeric: true, cell: ([, { value, unit }]) => quantity(value, unit) },
    { head: "how", cell: ([, reason]) => html`<div>${reason.formula}${inputs(reason)}</div>` },
    { head: "rule and source", cell: ([, { rule, source }]) => html`<div><code>${rule}</code>: ${source}</div>` },
  ],
  rows,
)}
</details>`;
}

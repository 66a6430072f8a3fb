import { formatBytesPerSecond } from "../../../sizing/index.ts";
import type { Plan } from "../../../sizing/plan.ts";
import type { ClusterRole, PlannedCluster } from "../../../sizing/planned/cluster.ts";
import type { PlannedTopic } from "../../../sizing/planned/topic.ts";
import { short } from "../figures.ts";
import { type Block, folded, table } from "../model/block.ts";
import type { Flow, FlowNode } from "../model/flows.ts";
import { ingressTitle, some } from "../plan-figures.ts";
import { ingressOf } from "./clusters.ts";

/** So many of a kind are drawn by name; what there is beside is drawn as one. */
const most = { topics: 6, groups: 8, clusters: 8 };

/** The readers that carry data from fronting to consumer clusters, as sizing names them. */
const toConsumers = "to-consumer-clusters";

/** The way of the data through the clusters, drawn and as a table; nothing for a plan without clusters. */
export function flowsOf(plan: Plan): Block[] {
  const drawing = new Drawing();
  for (const [role, clusters] of byRole(plan.clusters)) {
    if (clusters.length > most.clusters) drawing.add(merged(role, clusters), plan.clusters.length);
    else for (const cluster of clusters) drawing.add(cluster, plan.clusters.length);
  }
  const { nodes, flows } = drawing.result();
  if (flows.length === 0) return [];
  const measure =
    ingressTitle(plan.clusters.flatMap(({ topics }) => topics)) === "uncompressed" ? ", uncompressed" : "";
  const name = new Map(nodes.map((node) => [node.id, node.name]));
  return [
    {
      kind: "flows",
      flows: {
        id: "flows",
        title: "Where the data comes from, and where it goes",
        alt: `${plan.totals.clusters === 1 ? "One cluster" : `${plan.totals.clusters} clusters`} with ${formatBytesPerSecond(plan.totals.ingressBytesPerSecond)} from producers and ${formatBytesPerSecond(plan.totals.egressBytesPerSecond)} to readers${measure}; the table has each way.`,
        nodes,
        flows,
      },
    },
    folded(
      `Every way with its rate (${flows.length})`,
      table<Flow>(
        `Flows at the peak${measure}`,
        [
          { head: "from", cell: ({ from }) => name.get(from)! },
          { head: "to", cell: ({ to }) => name.get(to)! },
          { head: "rate", numeric: true, cell: ({ bytesPerSecond }) => formatBytesPerSecond(bytesPerSecond) },
        ],
        flows,
      ),
    ),
  ];
}

/** What the drawing needs of a cluster, or of several that are drawn as one. */
type Drawn = Pick<PlannedCluster, "name" | "role" | "brokers" | "topics">;

function byRole(clusters: readonly PlannedCluster[]): Map<ClusterRole, PlannedCluster[]> {
  const active = clusters.filter(({ topics }) => topics.length > 0);
  return Map.groupBy(active, ({ role }) => role);
}

const merged = (role: ClusterRole, clusters: readonly PlannedCluster[]): Drawn => ({
  name: `${clusters.length} ${role} clusters`,
  role,
  brokers: clusters.reduce((sum, { brokers }) => sum + brokers, 0),
  topics: clusters.flatMap(({ topics }) => topics),
});

class Drawing {
  readonly #nodes = new Map<string, FlowNode>();
  readonly #flows: Flow[] = [];
  readonly #ends = new Map<string, readonly PlannedTopic[]>();

  /** A cluster with those who write to it and read from it; `of` so many clusters. */
  add(cluster: Drawn, of: number): void {
    const id = `cluster ${cluster.name}`;
    this.#nodes.set(id, { id, kind: "cluster", name: cluster.name, detail: some(cluster.brokers, "broker") });
    for (const { name, topics } of this.#writers(cluster, of)) {
      // What carries data on has been added with what it reads.
      const from = cluster.role === "consumer" ? this.#end("reader", name, []) : this.#end("source", name, topics);
      this.#flow(from, id, topics);
    }
    for (const { name, topics } of readers(cluster)) this.#flow(id, this.#end("reader", name, topics), topics);
  }

  result(): { nodes: FlowNode[]; flows: Flow[] } {
    return { nodes: [...this.#nodes.values()], flows: this.#flows };
  }

  #writers({ role, topics }: Drawn, of: number): Group[] {
    if (role === "consumer") return [{ name: toConsumers, topics }];
    if (of > 1) return [{ name: "producers", topics }];
    return shortened(
      topics.map((topic) => ({ name: topic.name, topics: [topic] })),
      most.topics,
      "topic",
    );
  }

  /** A place outside the clusters; what it writes or reads adds up. */
  #end(kind: "source" | "reader", name: string, topics: readonly PlannedTopic[]): string {
    const id = `${kind} ${name}`;
    const all = [...(this.#ends.get(id) ?? []), ...topics];
    this.#ends.set(id, all);
    const messages = all.reduce((sum, { messagesPerSecond }) => sum + messagesPerSecond, 0);
    const detail = `${formatBytesPerSecond(rateOf(all))}, ${short(messages)} msg/s`;
    this.#nodes.set(id, { id, kind, name, detail });
    return id;
  }

  #flow(from: string, to: string, topics: readonly PlannedTopic[]): void {
    this.#flows.push({ from, to, bytesPerSecond: rateOf(topics) });
  }
}

/** Topics that are written or read together. */
interface Group {
  readonly name: string;
  readonly topics: readonly PlannedTopic[];
}

const rateOf = (topics: readonly PlannedTopic[]): number => topics.reduce((sum, topic) => sum + ingressOf(topic), 0);

/** The groups that read from a cluster, each with the topics that it reads. */
function readers({ topics }: Drawn): Group[] {
  const groups = new Map<string, PlannedTopic[]>();
  for (const topic of topics)
    for (const { group } of topic.consumers) groups.set(group, [...(groups.get(group) ?? []), topic]);
  return shortened(
    [...groups].map(([name, read]) => ({ name, topics: read })),
    most.groups,
    "group",
  );
}

/** The largest groups, the rest as one. */
function shortened(groups: readonly Group[], mostOfThem: number, noun: string): Group[] {
  const sorted = groups.toSorted((a, b) => rateOf(b.topics) - rateOf(a.topics));
  if (sorted.length <= mostOfThem) return sorted;
  const rest = sorted.slice(mostOfThem - 1);
  const name = `${some(rest.length, `other ${noun}`)}`;
  return [...sorted.slice(0, mostOfThem - 1), { name, topics: rest.flatMap(({ topics }) => topics) }];
}

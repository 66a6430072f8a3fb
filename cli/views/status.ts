import type { ClusterStatus, NodeStatus } from "../../components/index.ts";
import { wrap } from "../../loadgen/report/text.ts";
import type { Paint } from "../terminal.ts";
import { columns } from "./columns.ts";

const width = 80;
const label = 11;
const tones = { running: "green", drifted: "yellow", dead: "red", unfinished: "red" } as const;

/** A local cluster as plain text: each node with its state, where to connect, topics and drift. */
export function renderStatus(status: ClusterStatus, paint: Paint): string {
  const rows = status.nodes.map((node) => [
    node.id,
    String(node.port),
    node.pid === null ? "-" : String(node.pid),
    node.state,
  ]);
  const lines = columns([["node", "port", "pid", "state"], ...rows], ["left", "right", "right", "left"]);
  return [
    paint("bold", headline(status)),
    ...lines.map((line, i) => paintState(line, status.nodes[i - 1], paint)),
    ...status.nodes
      .filter(({ drift }) => drift.length > 0)
      .map(({ id, drift }) => `${id} differs: ${drift.join(", ")}`),
    ...wrap(status.topics.join(", ") || "none", width - label, 20).map(
      (line, i) => `${(i === 0 ? "topics" : "").padEnd(label)}${line}`,
    ),
    `bootstrap  ${status.bootstrap.join(",")}`,
    `${status.metadata.mode.padEnd(label)}${status.metadata.connect}`,
    `files      ${status.directory}`,
    "",
  ].join("\n");
}

function headline({ name, nodes }: ClusterStatus): string {
  const running = nodes.filter(({ state }) => state === "running" || state === "drifted").length;
  return `${name}: ${running} of ${nodes.length} nodes run`;
}

function paintState(line: string, node: NodeStatus | undefined, paint: Paint): string {
  return node ? line.replace(/\S+$/, (state) => paint(tones[node.state], state)) : line;
}

import { createHash } from "node:crypto";
import { Problem } from "../../sizing/problem.ts";

/** Ports of one cluster: 30 for its metadata nodes, 35 for brokers, 35 for their listeners with passwords. */
export const portsPerCluster = 100;
const portsOfMetadataNode = 3;
const firstOfBrokers = 30;
const mostBrokers = 35;

/** Where clusters without a chosen port begin: below the range that systems hand out to outgoing connections. */
const firstBase = 15_000;
const bases = 160;

/** A base port that hangs on the cluster's name alone, so that a preview knows every address. */
export function basePortOf(name: string): number {
  return firstBase + (createHash("sha256").update(name).digest().readUInt32BE() % bases) * portsPerCluster;
}

/**
 * The ports of a node, from its name and nothing else: another node more moves no other.
 * @param node such as `zookeeper-1`, `controller-1` or `broker-3`
 * @throws Problem PLM-PORT-103 if a cluster on this machine has no port for so many nodes
 */
export function fixedPorts(basePort: number, node: string): number[] {
  const [, kind, digits] = node.match(/^(zookeeper|controller|broker)-([1-9]\d*)$/) ?? [];
  const index = Number(digits) - 1;
  if (kind === undefined) throw new Error(`${node} is no name of a node`);
  if (kind === "broker") {
    if (index >= mostBrokers) throw tooMany(node, `${mostBrokers} brokers`);
    return [basePort + firstOfBrokers + index, basePort + firstOfBrokers + mostBrokers + index];
  }
  const first = index * portsOfMetadataNode;
  if (first + portsOfMetadataNode > firstOfBrokers)
    throw tooMany(node, `${firstOfBrokers / portsOfMetadataNode} metadata nodes`);
  return Array.from({ length: kind === "zookeeper" ? portsOfMetadataNode : 1 }, (_, n) => basePort + first + n);
}

function tooMany(node: string, most: string): Problem {
  return new Problem(
    "input",
    "PLM-PORT-103",
    `${node} has no port: a cluster on this machine has at most ${most}`,
    "Plan a smaller system for this machine",
  );
}

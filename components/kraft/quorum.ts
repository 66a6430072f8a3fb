import { createHash } from "node:crypto";

/** A controller as the others and the brokers reach it. */
export interface Voter {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
}

/** Controllers count from here, so that their ids meet no broker's: those count from 1, and no plan has a thousand. */
const firstNodeId = 1001;

/** The node id of a quorum's nth controller, from 0. */
export function controllerNodeId(n: number): number {
  return firstNodeId + n;
}

/** `controller.quorum.voters` of a quorum, ordered by id. */
export function voterList(voters: readonly Voter[]): string {
  return [...voters]
    .sort((a, b) => a.nodeId - b.nodeId)
    .map(({ nodeId, host, port }) => `${nodeId}@${host}:${port}`)
    .join(",");
}

/**
 * The id of a cluster, from the name of its deployment. Every node must have it before any of them runs, and nothing
 * but the name is known by then; were it drawn at random, the list of resources could not be made without state. Price:
 * two deployments of one name have the same id, and Kafka does not notice if a node of one is led to the other.
 */
export function clusterIdOf(name: string): string {
  const bytes = createHash("sha256").update(`plimsoll cluster ${name}`).digest().subarray(0, 16);
  // Without the first bit an id never begins with a dash, which Kafka's tools would take for an option.
  bytes[0]! &= 0x7f;
  return bytes.toString("base64url");
}

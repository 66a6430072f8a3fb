import type { AssignedTopic, Assignment } from "./assignment.ts";
import type { Demand } from "./demand.ts";
import { partitionsNeeded } from "./partitions.ts";

/** How much a topic weighs: the largest of its parts of all partitions, of all traffic and of all that is kept. */
export function weightsOf(demands: readonly Demand[]): number[] {
  const measures: ((demand: Demand) => number)[] = [
    (demand) => demand.topic.partitions ?? partitionsNeeded(demand),
    ({ bytesPerSecond, topic }) => bytesPerSecond * topic.replication,
    ({ bytesPerSecond, topic }) => bytesPerSecond * (topic.replication - 1 + topic.consumers.length),
    ({ retained, topic }) => (retained.ofTopic ?? retained.ofReplica ?? 0) * topic.replication,
  ];
  const shares = measures.map((measure) => {
    const each = demands.map(measure);
    const total = each.reduce((sum, value) => sum + value, 0);
    return each.map((value) => (total === 0 ? 0 : value / total));
  });
  return demands.map((_, at) => Math.max(...shares.map((share) => share[at]!)));
}

/** A topic or a part of it, with what it weighs. */
interface Piece {
  readonly topic: AssignedTopic;
  readonly weight: number;
}

/** Order by weight, heaviest first, then by name: the order in the file must not show. */
const heaviestFirst = (a: Piece, b: Piece): number =>
  b.weight - a.weight || (a.topic.name < b.topic.name ? -1 : a.topic.name > b.topic.name ? 1 : 0);

/**
 * Topics packed onto so many clusters, as evenly as they go: the heaviest first, each to the cluster with the least.
 * A topic that is to be in several parts has each on a cluster of its own, as far as there are clusters.
 */
export function pack(
  assignment: Assignment,
  weights: readonly number[],
  partsOf: (at: number) => number,
  clusters: number,
): Assignment[] {
  const pieces = assignment.topics.flatMap((topic, at): Piece[] => {
    const parts = Math.min(partsOf(at), clusters);
    if (parts === 1) return [{ topic, weight: weights[at]! }];
    const piece = { topic: { ...topic, share: topic.share / parts }, weight: weights[at]! / parts };
    return Array.from({ length: parts }, () => piece);
  });
  const bins = Array.from({ length: clusters }, () => ({ weight: 0, topics: [] as AssignedTopic[], names: new Set() }));
  for (const { topic, weight } of pieces.sort(heaviestFirst)) {
    const without = topic.share < 1 ? bins.filter(({ names }) => !names.has(topic.name)) : bins;
    const bin = without.reduce((least, other) => (other.weight < least.weight ? other : least));
    bin.weight += weight;
    bin.topics.push(topic);
    bin.names.add(topic.name);
  }
  const inOrder = new Map(assignment.topics.map(({ name }, at) => [name, at]));
  return bins
    .filter(({ topics }) => topics.length > 0)
    .map(({ topics }) => ({
      ...assignment,
      topics: topics.sort((a, b) => inOrder.get(a.name)! - inOrder.get(b.name)!),
    }));
}

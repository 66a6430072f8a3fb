import type { Rules } from "../rules/overrides.ts";
import type { Demand } from "./demand.ts";

/** A topic with its partitions on a cluster. */
export interface PlacedTopic {
  readonly demand: Demand;
  readonly partitions: number;
}

/** A quantity of the whole cluster, and how much more than the mean the busiest broker has (1 when even). */
export interface Spread {
  readonly total: number;
  readonly unevenness: number;
}

/** What a number of brokers carries together. */
export interface ClusterLoad {
  readonly brokers: number;
  /** From producers, to followers, to consumers; bytes per second. */
  readonly produced: number;
  readonly replicated: number;
  readonly consumed: number;
  /** Appended to logs by leaders and followers, bytes per second. */
  readonly written: Spread;
  /** Sent by leaders to followers and consumers, bytes per second. */
  readonly sent: Spread;
  readonly messages: Spread;
  readonly stored: Spread;
  readonly segments: Spread;
  readonly partitions: Spread;
  readonly replicas: Spread;
}

/** Bytes that a replica keeps because of the topic's retention. */
export const retainedPerReplica = (demand: Demand, partitions: number): number =>
  demand.retention.dimension === "bytes"
    ? demand.retention.value
    : (demand.bytesPerSecond * demand.retention.value) / partitions;

/** Size at which a replica with so many bytes rolls its segment, unrounded. */
export function segmentSize(retainedBytes: number, rules: Rules): number {
  const wanted = Math.max(retainedBytes / rules.segmentsPerReplica.value, rules.minSegmentBytes.value);
  return Math.min(rules.segmentBytes.value, wanted);
}

class Sum {
  private total = 0;
  private busiest = 0;

  add(amount: number, unevenness: number): void {
    this.total += amount;
    this.busiest += amount * unevenness;
  }

  spread(): Spread {
    return { total: this.total, unevenness: this.total === 0 ? 1 : this.busiest / this.total };
  }
}

/** Share of the busiest broker against the mean when `pieces` are dealt to `brokers`. */
const dealt = (pieces: number, brokers: number): number => (Math.ceil(pieces / brokers) * brokers) / pieces;

/**
 * The load on `brokers` that carry every topic with as many replicas as they can hold (at most its replication).
 * Planned partitions are spread evenly; those that a user fixed may leave the busiest broker with more than the mean.
 */
export function clusterLoad(topics: readonly PlacedTopic[], brokers: number, rules: Rules): ClusterLoad {
  const sums = {
    written: new Sum(),
    sent: new Sum(),
    messages: new Sum(),
    stored: new Sum(),
    segments: new Sum(),
    partitions: new Sum(),
    replicas: new Sum(),
  };
  let [produced, replicated, consumed] = [0, 0, 0];
  for (const { demand, partitions } of topics) {
    const { topic, bytesPerSecond } = demand;
    const copies = Math.min(topic.replication, brokers);
    const replicas = partitions * copies;
    const fixed = topic.partitions !== undefined;
    const ofLeaders = fixed ? dealt(partitions, brokers) : 1;
    const ofReplicas = fixed ? dealt(replicas, brokers) : 1;
    const [toFollowers, toConsumers] = [bytesPerSecond * (copies - 1), bytesPerSecond * topic.consumers.length];
    const retained = retainedPerReplica(demand, partitions);
    const segment = segmentSize(retained, rules);
    produced += bytesPerSecond;
    replicated += toFollowers;
    consumed += toConsumers;
    sums.written.add(bytesPerSecond + toFollowers, ofReplicas);
    sums.sent.add(toFollowers + toConsumers, ofLeaders);
    sums.messages.add(demand.messagesPerSecond.value, ofLeaders);
    sums.stored.add(replicas * (retained + segment), ofReplicas);
    sums.segments.add(replicas * (retained / segment + 1), ofReplicas);
    sums.partitions.add(partitions, ofLeaders);
    sums.replicas.add(replicas, ofReplicas);
  }
  return {
    brokers,
    produced,
    replicated,
    consumed,
    written: sums.written.spread(),
    sent: sums.sent.spread(),
    messages: sums.messages.spread(),
    stored: sums.stored.spread(),
    segments: sums.segments.spread(),
    partitions: sums.partitions.spread(),
    replicas: sums.replicas.spread(),
  };
}

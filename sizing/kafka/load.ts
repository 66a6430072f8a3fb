import type { Rules } from "../rules/overrides.ts";
import { type CodecCosts, codecCosts } from "./codec.ts";
import type { Demand } from "./demand.ts";
import type { Partitions } from "./partitions.ts";
import { retainedPerReplica } from "./retained.ts";
import { dealt, type Spread, SpreadSum, withHottest } from "./spread.ts";
import { LargestReplica, type ReplicaLoad, type WholeReplicas } from "./whole-replicas.ts";

/** A topic with its partitions on a cluster. */
export interface PlacedTopic {
  readonly demand: Demand;
  readonly partitions: Partitions;
}

/** Bytes per second that consumer groups read so far behind the tail. */
export interface Lagging {
  readonly lagSeconds: number;
  readonly bytesPerSecond: number;
}

/** What a number of brokers carries together. */
export interface ClusterLoad {
  readonly brokers: number;
  /** From producers, to followers, to consumers at the tail and in history; bytes per second. */
  readonly produced: number;
  readonly replicated: number;
  readonly consumed: number;
  /** Appended to logs by leaders and followers, bytes per second. */
  readonly written: Spread;
  /** Sent by leaders to followers and consumers, bytes per second. */
  readonly sent: Spread;
  /** Of it what a group that keeps up reads: what it reads more of while it catches up. */
  readonly tail: Spread;
  readonly messages: Spread;
  readonly batches: Spread;
  /** CPU-seconds per second that compressing on the brokers costs. */
  readonly recompression: Spread;
  /** Reread from long ago, bytes per second. */
  readonly history: Spread;
  /** What groups read behind the tail, by their lag. */
  readonly lagging: readonly Lagging[];
  /** Appended to compacted logs, bytes per second. */
  readonly compacted: Spread;
  readonly stored: Spread;
  readonly segments: Spread;
  readonly partitions: Spread;
  readonly replicas: Spread;
  readonly whole: WholeReplicas;
}

/** Size at which a replica with so many bytes rolls its segment, unrounded. */
export function segmentSize(retainedBytes: number, rules: Rules): number {
  const wanted = Math.max(retainedBytes / rules.segmentsPerReplica.value, rules.minSegmentBytes.value);
  return Math.min(rules.segmentBytes.value, wanted);
}

/** Sums over topics of what becomes a Spread. */
class Sums {
  readonly written = new SpreadSum();
  readonly sent = new SpreadSum();
  readonly tail = new SpreadSum();
  readonly messages = new SpreadSum();
  readonly batches = new SpreadSum();
  readonly recompression = new SpreadSum();
  readonly history = new SpreadSum();
  readonly compacted = new SpreadSum();
  readonly stored = new SpreadSum();
  readonly segments = new SpreadSum();
  readonly partitions = new SpreadSum();
  readonly replicas = new SpreadSum();
  readonly lagging = new Map<number, number>();
  readonly planned = new LargestReplica();
  readonly fixed = new LargestReplica();
  fixedReplicas = 0;
  fixedLeaders = 0;
  produced = 0;
  replicated = 0;
  consumed = 0;
}

function recompressing({ topic: { compression } }: Demand, costs: CodecCosts): number {
  return compression.onBroker && compression.codec !== "none" ? costs[compression.codec] : 0;
}

/** A replica of a topic of so many partitions, the one with the most frequent key among them. */
function replicaOf(demand: Demand, count: number, sent: number, segment: number): ReplicaLoad {
  const { hottest } = demand.topic;
  const share = (1 - hottest) / count + hottest;
  return {
    stored: retainedPerReplica(demand.retained, count) + segment,
    written: demand.bytesPerSecond * share,
    sent: sent * share,
  };
}

function addTopic(sums: Sums, { demand, partitions }: PlacedTopic, brokers: number, rules: Rules, costs: CodecCosts) {
  const { topic, bytesPerSecond } = demand;
  const copies = Math.min(topic.replication, brokers);
  const replicas = partitions.count * copies;
  const even = (pieces: number) => (partitions.uneven ? dealt(pieces, brokers) : 1);
  // A hot key makes one leader and its followers busier; space and files are those of its partition alone, and small.
  const ofLeaders = withHottest(even(partitions.count), topic.hottest, brokers);
  const ofReplicas = withHottest(even(replicas), topic.hottest / copies, brokers);
  const [toFollowers, toTail] = [bytesPerSecond * (copies - 1), bytesPerSecond * topic.consumers.length];
  const reread = topic.consumers.reduce((total, { history }) => total + bytesPerSecond * history, 0);
  const retained = retainedPerReplica(demand.retained, partitions.count);
  const segment = segmentSize(retainedPerReplica(demand.usuallyRetained, partitions.count), rules);
  const sent = toFollowers + toTail + reread;
  sums.produced += bytesPerSecond;
  sums.replicated += toFollowers;
  sums.consumed += toTail + reread;
  sums.written.add(bytesPerSecond + toFollowers, ofReplicas);
  sums.sent.add(sent, ofLeaders);
  sums.tail.add(toTail, ofLeaders);
  sums.messages.add(demand.messagesPerSecond.value, ofLeaders);
  sums.batches.add(demand.batchesPerSecond, ofLeaders);
  sums.recompression.add((demand.rawBytesPerSecond / 1e9) * recompressing(demand, costs), ofLeaders);
  sums.history.add(reread, ofLeaders);
  if (topic.cleanup !== "delete") sums.compacted.add(bytesPerSecond + toFollowers, ofReplicas);
  sums.stored.add(replicas * (retained + segment), even(replicas));
  sums.segments.add(replicas * (retained / segment + 1), even(replicas));
  sums.partitions.add(partitions.count, even(partitions.count));
  sums.replicas.add(replicas, even(replicas));
  if (partitions.uneven) {
    sums.fixed.add(replicaOf(demand, partitions.count, sent, segment));
    sums.fixedReplicas += Math.ceil(replicas / brokers);
    sums.fixedLeaders += Math.ceil(partitions.count / brokers);
  } else {
    const fewest = Math.max(partitions.step, partitions.asked);
    sums.planned.add(replicaOf(demand, fewest, sent, segment));
  }
  for (const { lag } of topic.consumers) {
    if (lag !== undefined) sums.lagging.set(lag, (sums.lagging.get(lag) ?? 0) + bytesPerSecond);
  }
}

/**
 * The load on `brokers` that carry every topic with as many replicas as they can hold (at most its replication).
 * Planned partitions are spread evenly; those that a user fixed may leave the busiest broker with more than the mean.
 */
export function clusterLoad(topics: readonly PlacedTopic[], brokers: number, rules: Rules): ClusterLoad {
  const sums = new Sums();
  const costs = codecCosts(rules);
  for (const topic of topics) addTopic(sums, topic, brokers, rules, costs);
  const { produced, replicated, consumed, planned, fixed, fixedReplicas, fixedLeaders } = sums;
  const lagging = [...sums.lagging].map(([lagSeconds, bytesPerSecond]) => ({ lagSeconds, bytesPerSecond }));
  return {
    brokers,
    produced,
    replicated,
    consumed,
    lagging,
    written: sums.written.spread(),
    sent: sums.sent.spread(),
    tail: sums.tail.spread(),
    messages: sums.messages.spread(),
    batches: sums.batches.spread(),
    recompression: sums.recompression.spread(),
    history: sums.history.spread(),
    compacted: sums.compacted.spread(),
    stored: sums.stored.spread(),
    segments: sums.segments.spread(),
    partitions: sums.partitions.spread(),
    replicas: sums.replicas.spread(),
    whole: { planned, fixed, fixedReplicas, fixedLeaders },
  };
}

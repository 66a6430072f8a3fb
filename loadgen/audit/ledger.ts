import type { AuditResult, PartitionAudit } from "../proof/audit-result.ts";
import { IntervalSet } from "./interval-set.ts";
import type { Delivery } from "./known.ts";

/** What one producer got acknowledged in one partition; sequences as the bounds of an IntervalSet. */
export interface AcknowledgedRow {
  topic: string;
  producer: number;
  partition: number;
  acknowledged: number[];
}

/** What one consumer group read of one producer in one partition. */
export interface ReadRow {
  topic: string;
  group: string;
  producer: number;
  partition: number;
  read: number[];
  repeated: number;
  outOfOrder: number;
}

/** Messages that one producer got acknowledged in one partition and one group never read. */
export interface LostRow {
  topic: string;
  group: string;
  producer: number;
  partition: number;
  /** Sequences as the bounds of an IntervalSet. */
  lost: number[];
}

/** Messages of a reading that should not have come as they came. */
export interface Odd {
  repeated: number;
  outOfOrder: number;
}

/** Kept by a producer: every acknowledged message, and no other. */
export class AcknowledgedLedger {
  readonly #topic: string;
  readonly #producer: number;
  readonly #sets = new Map<number, IntervalSet>();

  constructor(topic: string, producer: number) {
    this.#topic = topic;
    this.#producer = producer;
  }

  note(partition: number, firstSequence: number, count: number): void {
    let set = this.#sets.get(partition);
    if (!set) {
      set = new IntervalSet();
      this.#sets.set(partition, set);
    }
    set.add(firstSequence, firstSequence + count);
  }

  rows(): AcknowledgedRow[] {
    return [...this.#sets].map(([partition, set]) => ({
      topic: this.#topic,
      producer: this.#producer,
      partition,
      acknowledged: set.toArray(),
    }));
  }
}

interface Reading {
  producer: number;
  partition: number;
  set: IntervalSet;
  next: number;
  repeated: number;
  outOfOrder: number;
}

/** Kept by a consumer: what was read, how often, and whether in order. Memory grows with partitions and gaps. */
export class ReadLedger {
  readonly #topic: string;
  readonly #group: string;
  readonly #readings = new Map<number, Reading>();

  constructor(topic: string, group: string) {
    this.#topic = topic;
    this.#group = group;
  }

  /** Returns what was odd about these messages; undefined, as it should be, if nothing was. */
  note(producer: number, partition: number, firstSequence: number, count: number): Odd | undefined {
    const key = placeKey({ producer, partition });
    let reading = this.#readings.get(key);
    if (!reading) {
      reading = { producer, partition, set: new IntervalSet(), next: 0, repeated: 0, outOfOrder: 0 };
      this.#readings.set(key, reading);
    }
    const end = firstSequence + count;
    const repeated = reading.set.add(firstSequence, end);
    reading.repeated += repeated;
    // Messages that come after later ones; a repeat is counted as that alone.
    const outOfOrder = Math.max(0, Math.min(end, reading.next) - firstSequence - repeated);
    reading.outOfOrder += outOfOrder;
    reading.next = Math.max(reading.next, end);
    return repeated + outOfOrder > 0 ? { repeated, outOfOrder } : undefined;
  }

  rows(): ReadRow[] {
    return [...this.#readings.values()].map(({ producer, partition, set, repeated, outOfOrder }) => ({
      topic: this.#topic,
      group: this.#group,
      producer,
      partition,
      read: set.toArray(),
      repeated,
      outOfOrder,
    }));
  }
}

/**
 * Compares what was acknowledged with what each group read, per producer and partition. Lost is acknowledged
 * and never read; what was read but never acknowledged is allowed, and counted. What is not `known` is left out.
 */
export function audit(
  acknowledged: readonly AcknowledgedRow[],
  read: readonly ReadRow[],
  groups: readonly { topic: string; group: string }[],
  corrupted: number,
  known: (delivery: Delivery) => boolean = () => true,
): AuditResult {
  const partitions: PartitionAudit[] = [];
  for (const { sent, got, repeated, outOfOrder, ...where } of comparisons(acknowledged, read, groups, known))
    partitions.push({
      ...where,
      acknowledged: sent.size,
      consumed: got.size + repeated,
      lost: sent.missingFrom(got),
      repeated,
      outOfOrder,
      unacknowledged: got.missingFrom(sent),
    });
  const sum = (key: "consumed" | "lost" | "repeated" | "outOfOrder" | "unacknowledged") =>
    partitions.reduce((total, row) => total + row[key], 0);
  const lost = sum("lost");
  return {
    clean: lost === 0 && corrupted === 0,
    acknowledged: acknowledged.reduce((total, row) => total + new IntervalSet(row.acknowledged).size, 0),
    consumed: sum("consumed"),
    lost,
    corrupted,
    repeated: sum("repeated"),
    outOfOrder: sum("outOfOrder"),
    unacknowledged: sum("unacknowledged"),
    partitions: partitions
      .filter((row) => row.lost + row.repeated + row.outOfOrder + row.unacknowledged > 0)
      .sort((a, b) => a.topic.localeCompare(b.topic) || a.partition - b.partition || a.producer - b.producer),
  };
}

/** The messages that an audit counts as lost, by their sequences. */
export function lostRows(
  acknowledged: readonly AcknowledgedRow[],
  read: readonly ReadRow[],
  groups: readonly { topic: string; group: string }[],
  known: (delivery: Delivery) => boolean = () => true,
): LostRow[] {
  return [...comparisons(acknowledged, read, groups, known)].flatMap(
    ({ topic, group, producer, partition, sent, got }) => {
      const lost = sent.without(got).toArray();
      return lost.length > 0 ? [{ topic, group, producer, partition, lost }] : [];
    },
  );
}

interface Comparison {
  topic: string;
  group: string;
  producer: number;
  partition: number;
  sent: IntervalSet;
  got: IntervalSet;
  repeated: number;
  outOfOrder: number;
}

function* comparisons(
  acknowledged: readonly AcknowledgedRow[],
  read: readonly ReadRow[],
  groups: readonly { topic: string; group: string }[],
  known: (delivery: Delivery) => boolean,
): Generator<Comparison> {
  const sentTo = Map.groupBy(acknowledged, ({ topic }) => topic);
  const readBy = Map.groupBy(read, readerKey);
  for (const { topic, group } of groups) {
    const mine = Map.groupBy(sentTo.get(topic) ?? [], placeKey);
    const theirs = Map.groupBy(readBy.get(readerKey({ topic, group })) ?? [], placeKey);
    for (const key of new Set([...mine.keys(), ...theirs.keys()])) {
      const sendings = mine.get(key) ?? [];
      // A partition is read by one consumer of a group at a time; after a hand-over its readings add up.
      const readings = theirs.get(key) ?? [];
      const { producer, partition } = (sendings[0] ?? readings[0])!;
      if (!known({ topic, group, producer, partition })) continue;
      const sent = new IntervalSet(sendings[0]?.acknowledged);
      const got = new IntervalSet();
      let repeated = 0;
      for (const reading of readings) {
        for (let i = 0; i < reading.read.length; i += 2) repeated += got.add(reading.read[i]!, reading.read[i + 1]!);
        repeated += reading.repeated;
      }
      const outOfOrder = readings.reduce((sum, reading) => sum + reading.outOfOrder, 0);
      yield { topic, group, producer, partition, sent, got, repeated, outOfOrder };
    }
  }
}

function readerKey({ topic, group }: { topic: string; group: string }): string {
  return JSON.stringify([topic, group]);
}

function placeKey({ producer, partition }: { producer: number; partition: number }): number {
  return producer * 2 ** 32 + partition;
}

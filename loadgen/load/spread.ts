/**
 * Which partition message `k` of a schedule goes to. A spread is arithmetic, not state: for every partition it
 * tells which of the schedule's messages are its own, so millions a second cost nothing to hand out. Over the whole
 * schedule every message goes to one partition.
 */
export interface Spread {
  /** How many of the first `total` messages go to `partition`. */
  count(partition: number, total: number): number;
  /** The schedule's number of the partition's message `sequence`; where shares differ, a place between two numbers. */
  index(partition: number, sequence: number): number;
  /** How many messages from `sequence` on are spaced `step` apart in the schedule, and so may share a batch. */
  run(sequence: number): number;
  /** Messages of the schedule from one message of a partition's run to the next. */
  step(partition: number): number;
}

/** One message each in turn: what keys that are hashed evenly do. */
export function eachInTurn(partitions: number): Spread {
  return {
    count: (partition, total) => Math.max(0, Math.ceil((total - partition) / partitions)),
    index: (partition, sequence) => sequence * partitions + partition,
    run: () => Number.POSITIVE_INFINITY,
    step: () => partitions,
  };
}

/** `block` messages for one partition, then the next: what a sticky partitioner does with messages without key. */
export function sticky(partitions: number, block: number): Spread {
  return {
    count: (partition, total) => {
      const round = Math.floor(total / (block * partitions));
      const rest = total - round * block * partitions - partition * block;
      return round * block + Math.min(block, Math.max(0, rest));
    },
    index: (partition, sequence) => {
      const round = Math.floor(sequence / block);
      return (round * partitions + partition) * block + (sequence - round * block);
    },
    run: (sequence) => block - (sequence % block),
    step: () => 1,
  };
}

/**
 * A share of the messages for each partition, as keys of unequal weight give it. Each partition has a schedule of its
 * own: with share s and phase p it has floor(s n + p) of the first n messages, evenly spaced, and so is never a whole
 * message away from s n. The phases are the fractions of s1 T + s2 T + ... up to the partition (systematic sampling),
 * by which the counts of all partitions add up to exactly T, the `total` of the schedule. Before its end the sum may
 * differ from n by less than the number of partitions.
 */
export function weighted(shares: Float64Array, total: number): Spread {
  const sum = shares.reduce((all, share) => all + share, 0);
  const phases = new Float64Array(shares.length);
  const ends = new Float64Array(shares.length);
  let before = 0;
  let whole = 0;
  for (const [p, share] of shares.entries()) {
    phases[p] = before - Math.floor(before);
    before += (share / sum) * total;
    const end = p === shares.length - 1 ? total : Math.min(total, Math.floor(before + ROUNDING));
    ends[p] = end - whole;
    whole = end;
  }
  return {
    count: (partition, messages) =>
      messages >= total
        ? ends[partition]!
        : Math.min(ends[partition]!, Math.floor((shares[partition]! / sum) * messages + phases[partition]!)),
    // Whole: at the time between two messages of the schedule `count` does not know of one that is due.
    index: (partition, sequence) => {
      const place = ((sequence + 1 - phases[partition]!) * sum) / shares[partition]! - 1;
      return Math.min(total - 1, Math.max(0, Math.ceil(place - ROUNDING)));
    },
    run: () => Number.POSITIVE_INFINITY,
    step: (partition) => sum / shares[partition]!,
  };
}

/** A part of a message by which a sum of shares may fall short of a whole number. */
const ROUNDING = 1e-6;

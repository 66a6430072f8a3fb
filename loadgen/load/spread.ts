/**
 * Which partition message `k` of a schedule goes to. A spread is arithmetic, not state: for every partition it
 * tells which of the schedule's messages are its own, so millions a second cost nothing to hand out.
 */
export interface Spread {
  /** How many of the first `total` messages go to `partition`. */
  count(partition: number, total: number): number;
  /** The schedule's number of the partition's message `sequence`. */
  index(partition: number, sequence: number): number;
  /** How many messages from `sequence` on are spaced `step` apart in the schedule, and so may share a batch. */
  run(sequence: number): number;
  /** Messages of the schedule from one message of a run to the next. */
  readonly step: number;
}

/** One message each in turn: what keys that are hashed evenly do. */
export function eachInTurn(partitions: number): Spread {
  return {
    count: (partition, total) => Math.max(0, Math.ceil((total - partition) / partitions)),
    index: (partition, sequence) => sequence * partitions + partition,
    run: () => Number.POSITIVE_INFINITY,
    step: partitions,
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
    step: 1,
  };
}

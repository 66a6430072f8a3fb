import { harmonic } from "../../sizing/inputs/harmonic.ts";
import type { KeySpec } from "./messages.ts";
import { uniform } from "./random.ts";
import { Zipf } from "./zipf.ts";

/** Bytes of every key: a subscriber number of twelve digits, in three groups of four. */
export const KEY_BYTES = 12;
const GROUP = 10_000;

/** Keys of all partitions that are held at a time, 8 B each; and of one. */
const HELD_KEYS = 1_000_000;
const HELD_KEYS_PER_PARTITION = 4096;
/** Messages a key must have come with to be counted by itself in the partitions' shares; rarer ones are taken as even. */
const EXACT_KEYS = 200_000;
/** With so many equally frequent keys, a partition's part of them is within a few per cent of the others'. */
const EVEN_KEYS_PER_PARTITION = 1000;

/** The four ASCII digits of each group, and the same as a block of MurmurHash2. */
const digits = new Int32Array(GROUP);
const blocks = new Int32Array(GROUP);
const M = 0x5bd1e995;
for (let group = 0; group < GROUP; group++) {
  digits[group] = Buffer.from(String(group).padStart(4, "0")).readInt32LE();
  const k = Math.imul(digits[group]!, M);
  blocks[group] = Math.imul(k ^ (k >>> 24), M);
}

/** Where Kafka's default partitioner puts key `k`: the 32-bit MurmurHash2 (Austin Appleby's) with Kafka's seed. */
export function partitionOf(k: number, partitions: number): number {
  const high = Math.floor(k / (GROUP * GROUP));
  const low = k - high * GROUP * GROUP;
  const middle = Math.floor(low / GROUP);
  let h = Math.imul(0x9747b28c ^ KEY_BYTES, M) ^ blocks[high]!;
  h = Math.imul(h, M) ^ blocks[middle]!;
  h = Math.imul(h, M) ^ blocks[low - middle * GROUP]!;
  h ^= h >>> 13;
  h = Math.imul(h, M);
  h ^= h >>> 15;
  return (h & 0x7fffffff) % partitions;
}

/** Writes key `k` at `offset` of `target`. */
export function writeKey(target: DataView, offset: number, k: number): void {
  const high = Math.floor(k / (GROUP * GROUP));
  const low = k - high * GROUP * GROUP;
  const middle = Math.floor(low / GROUP);
  target.setInt32(offset, digits[high]!, true);
  target.setInt32(offset + 4, digits[middle]!, true);
  target.setInt32(offset + 8, digits[low - middle * GROUP]!, true);
}

/** Whether keys come so evenly that their partitions may be taken in turn. */
export function keysAreEven({ count, skew }: KeySpec, partitions: number): boolean {
  return skew === 0 && count >= EVEN_KEYS_PER_PARTITION * partitions;
}

/** The part of the messages that each partition gets: exact for the most frequent keys, even for the rest. */
export function partitionShares({ count, skew }: KeySpec, partitions: number): Float64Array {
  const exact = Math.min(count, EXACT_KEYS);
  const weights = new Float64Array(partitions);
  for (let k = 0; k < exact; k++) weights[partitionOf(k, partitions)]! += (k + 1) ** -skew;
  const all = harmonic(count, skew);
  const rest = (all - harmonic(exact, skew)) / partitions;
  const total = weights.reduce((sum, weight) => sum + weight + rest, 0);
  return weights.map((weight) => (weight + rest) / total);
}

/**
 * The keys of messages whose partitions are given. A partition's keys cannot be listed when there are millions, nor
 * drawn directly; so keys are drawn from all of them, one for each message, and each is put in a ring of its own
 * partition, where it replaces the oldest. Messages of a partition take the keys of its ring in turn. A partition
 * that sends as much as its share gets as many new keys as it takes; one that catches up uses some twice.
 */
export class KeySampler {
  readonly #partitions: number;
  readonly #count: number;
  readonly #draw: () => number;
  readonly #size: number;
  readonly #held: Float64Array;
  readonly #filled: Int32Array;
  readonly #written: Int32Array;
  readonly #taken: Int32Array;

  /** Samplers of the same `seed` give the same keys. */
  constructor({ count, skew }: KeySpec, partitions: number, seed: number) {
    const random = uniform(seed);
    const zipf = new Zipf(count, skew);
    this.#partitions = partitions;
    this.#count = count;
    this.#draw = skew === 0 ? () => Math.floor(random() * count) : () => zipf.sample(random) - 1;
    this.#size = Math.max(1, Math.min(HELD_KEYS_PER_PARTITION, Math.floor(HELD_KEYS / partitions)));
    this.#held = new Float64Array(partitions * this.#size);
    this.#filled = new Int32Array(partitions);
    this.#written = new Int32Array(partitions);
    this.#taken = new Int32Array(partitions);
  }

  /** The keys of the next `count` messages of `partition`, one after the other. */
  take(partition: number, count: number): Buffer {
    const keys = Buffer.allocUnsafe(count * KEY_BYTES);
    const view = new DataView(keys.buffer, keys.byteOffset, keys.length);
    if (this.#filled[partition] === 0) this.#hold(partition, this.#find(partition));
    for (let at = 0; at < keys.length; at += KEY_BYTES) {
      const drawn = this.#draw();
      this.#hold(partitionOf(drawn, this.#partitions), drawn);
      const turn = this.#taken[partition]! % this.#filled[partition]!;
      this.#taken[partition] = turn + 1;
      writeKey(view, at, this.#held[partition * this.#size + turn]!);
    }
    return keys;
  }

  #hold(partition: number, key: number): void {
    const at = this.#written[partition]!;
    this.#held[partition * this.#size + at] = key;
    this.#written[partition] = at + 1 === this.#size ? 0 : at + 1;
    if (this.#filled[partition]! < this.#size) this.#filled[partition]!++;
  }

  /** A key of a partition for which none was drawn yet; key 0 for one that has none, and so no share. */
  #find(partition: number): number {
    const from = this.#draw();
    for (let i = 0; i < this.#count; i++) {
      const key = (from + i) % this.#count;
      if (partitionOf(key, this.#partitions) === partition) return key;
    }
    return 0;
  }
}

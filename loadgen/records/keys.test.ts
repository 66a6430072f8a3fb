import { Partitioners } from "kafkajs";
import { describe, expect, it } from "vitest";
import { KEY_BYTES, KeySampler, keysAreEven, partitionOf, partitionShares } from "./keys.ts";

const split = (keys: Buffer) =>
  Array.from({ length: keys.length / KEY_BYTES }, (_, i) =>
    keys.toString("latin1", i * KEY_BYTES, (i + 1) * KEY_BYTES),
  );

describe("keys", () => {
  it("are placed where another client's default partitioner places them", () => {
    const partition = Partitioners.DefaultPartitioner();
    const partitionMetadata = Array.from({ length: 7 }, (_, partitionId) => ({
      partitionErrorCode: 0,
      partitionId,
      leader: 1,
      replicas: [1],
      isr: [1],
    }));
    const samples = [0, 1, 9_999, 10_000, 123_456_789, 99_999_999, 100_000_000, 999_999_999_999];
    for (const k of samples) {
      const key = String(k).padStart(KEY_BYTES, "0");
      expect(partitionOf(k, 7)).toBe(partition({ topic: "t", partitionMetadata, message: { key, value: null } }));
    }
  });

  it("of a partition are its own, come from those there are, and in the end all of them", () => {
    const sampler = new KeySampler({ count: 500, skew: 0 }, 7, 1);
    const seen = new Set<number>();
    for (let turn = 0; turn < 700; turn++)
      for (const key of split(sampler.take(turn % 7, 30))) {
        expect(partitionOf(Number(key), 7)).toBe(turn % 7);
        expect(Number(key)).toBeLessThan(500);
        seen.add(Number(key));
      }
    expect(seen.size).toBe(500);
  });

  it("come as often as a Zipf distribution has them", () => {
    const spec = { count: 1000, skew: 1 };
    const shares = partitionShares(spec, 4);
    const sampler = new KeySampler(spec, 4, 3);
    const counts = new Float64Array(1000);
    let total = 0;
    for (let turn = 0; turn < 4000; turn++)
      for (const [p, share] of shares.entries())
        for (const key of split(sampler.take(p, Math.round(200 * share)))) {
          counts[Number(key)]!++;
          total++;
        }
    const harmonic = Array.from({ length: 1000 }, (_, k) => 1 / (k + 1)).reduce((sum, term) => sum + term, 0);
    // 1 / H(1000) = 13.4 % for the first, half of it for the second, a tenth for the tenth.
    for (const k of [0, 1, 9]) expect(counts[k]! / total / (1 / (k + 1) / harmonic)).toBeCloseTo(1, 1);
  });

  it("are the same with the same seed, and others with another", () => {
    const take = (seed: number) => new KeySampler({ count: 16e6, skew: 0.9 }, 12, seed).take(3, 50);
    expect(take(5)).toEqual(take(5));
    expect(take(5)).not.toEqual(take(6));
  });

  it("of millions on many partitions take a bounded part of the memory", () => {
    const before = process.memoryUsage().arrayBuffers;
    const sampler = new KeySampler({ count: 16_000_000, skew: 0.9 }, 665, 1);
    expect(sampler.take(664, 10)).toHaveLength(10 * KEY_BYTES);
    // A million keys of 8 B, of the 16 million.
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(9_000_000);
  });
});

describe("the shares of partitions", () => {
  it("are what the keys' weights add up to", () => {
    const weights = [1, 1 / 2, 1 / 3, 1 / 4, 1 / 5];
    const sum = weights.reduce((all, weight) => all + weight, 0);
    const expected = [0, 0, 0];
    for (const [k, weight] of weights.entries()) expected[partitionOf(k, 3)]! += weight / sum;
    for (const [p, share] of partitionShares({ count: 5, skew: 1 }, 3).entries())
      expect(share).toBeCloseTo(expected[p]!, 12);
  });

  it("of many keys add up to one, those beyond the most frequent as even", () => {
    const shares = partitionShares({ count: 16_000_000, skew: 0.9 }, 12);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(Math.max(...shares)).toBeLessThan(0.15);
    expect(Math.min(...shares)).toBeGreaterThan(0.05);
  });

  it("are even when no key is more frequent and each partition has many", () => {
    expect(keysAreEven({ count: 16_000_000, skew: 0 }, 665)).toBe(true);
    expect(keysAreEven({ count: 16_000_000, skew: 0.1 }, 665)).toBe(false);
    expect(keysAreEven({ count: 100, skew: 0 }, 12)).toBe(false);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Problem } from "../../sizing/problem.ts";
import { crc32c } from "../wire/crc32c.ts";
import { BatchLayout } from "./layout.ts";
import { readStamp } from "./stamp.ts";
import { BatchTemplate, header } from "./template.ts";
import { VarintReader } from "./varint.ts";

const content = (count: number, keyBytes: number, seed: number) => ({
  count,
  stamp: {
    producer: seed % 65536,
    firstSequence: 281474976710655 - seed,
    dueMicros: 1.79e15 + seed,
    spacingNanos: seed,
  },
  key: Buffer.alloc(keyBytes, seed),
  identity: seed % 2 === 0 ? { id: 77n, epoch: 3 } : undefined,
});

describe("a batch of a template", () => {
  it("has the checksum that reading it through gives, for every length, patch and key", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 40, max: 400 }),
        fc.constantFrom(0, 1, 12),
        fc.integer({ min: 1, max: 200 }),
        fc.nat(2 ** 30),
        (messageBytes, keyBytes, records, seed) => {
          const layout = new BatchLayout({ messageBytes, keyBytes }, 40_000);
          const template = new BatchTemplate(layout, seed);
          const count = 1 + (records % layout.maxRecords);
          const target = Buffer.alloc(template.batchBytes(count) + 9);
          const end = template.write(target, 9, content(count, keyBytes, seed));
          expect(end).toBe(target.length);
          expect(target.readUInt32BE(9 + header.crc)).toBe(crc32c(target, 9 + header.attributes, end));
          expect(target.readInt32BE(9 + header.batchLength)).toBe(end - 9 - 12);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("is read back record by record with its stamps, keys and values", () => {
    const layout = new BatchLayout({ messageBytes: 100, keyBytes: 12 }, 20_000);
    const template = new BatchTemplate(layout, 5);
    const made = content(150, 12, 4);
    const target = Buffer.alloc(template.batchBytes(150));
    template.write(target, 0, made);
    const reader = new VarintReader(target, 61);
    for (let i = 0; i < 150; i++) {
      const length = reader.next();
      const start = reader.offset;
      reader.offset += 1;
      expect([reader.next(), reader.next(), reader.next()]).toEqual([0, i, 12]);
      expect(target.subarray(reader.offset, reader.offset + 12)).toEqual(made.key);
      reader.offset += 12;
      const valueBytes = reader.next();
      expect(valueBytes).toBe(88);
      expect(readStamp(target, reader.offset, valueBytes)).toEqual({ ...made.stamp, index: i });
      expect(template.holdsValue(i, target, reader.offset, valueBytes)).toBe(true);
      expect(template.holdsValue((i + 1) % 150, target, reader.offset, valueBytes)).toBe(false);
      expect(template.value(i, made.stamp)).toEqual(target.subarray(reader.offset, reader.offset + valueBytes));
      reader.offset += valueBytes;
      expect(reader.next()).toBe(0);
      expect(reader.offset - start).toBe(length);
    }
    expect(reader.offset).toBe(target.length);
  });

  it("stays within the bytes allowed to a batch", () => {
    for (const messageBytes of [40, 100, 1361, 50_000]) {
      const layout = new BatchLayout({ messageBytes, keyBytes: 0 }, 1_000_000);
      expect(61 + layout.bodyBytes[layout.maxRecords]!).toBeLessThanOrEqual(1_000_000);
    }
  });

  it("refuses messages too small to be told apart", () => {
    expect(() => new BatchLayout({ messageBytes: 30, keyBytes: 12 }, 1000)).toThrow(Problem);
  });
});

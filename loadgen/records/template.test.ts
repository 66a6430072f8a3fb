import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crc32c } from "../wire/crc32c.ts";
import { header } from "./batch-header.ts";
import { RecordReader } from "./record-reader.ts";
import { readStamp, STAMP_BYTES } from "./stamp.ts";
import { BatchTemplate } from "./template.ts";

const identity = { id: 77n, epoch: 3 };

function content(count: number, keyBytes: number, seed: number) {
  const stamp = {
    producer: seed % 65536,
    firstSequence: 281474976710655 - seed,
    dueMicros: 1.79e15 + seed,
    spacingNanos: seed,
  };
  const keys = Buffer.from(Array.from({ length: count * keyBytes }, (_, i) => (seed + 31 * i) & 0xff));
  return { count, stamp, keys, identity: seed % 2 === 0 ? identity : undefined };
}

/** Values of these lengths, of bytes that tell them apart. */
const values = (lengths: readonly number[]) => lengths.map((length, i) => Buffer.alloc(length, i + 1));

const shapes = fc.record({
  lengths: fc.array(fc.integer({ min: 26, max: 400 }), { minLength: 1, maxLength: 90 }),
  keyBytes: fc.constantFrom(0, 1, 12),
  stampIn: fc.constantFrom("value" as const, "header" as const),
  headers: fc.constantFrom({}, { source: "mediation" }, { a: "", b: "x".repeat(200) }),
});

describe("a batch of a template", () => {
  it("has the checksum that reading it through gives, for every mix of sizes, stamp, key and header", () => {
    fc.assert(
      fc.property(shapes, fc.nat(), fc.nat(2 ** 30), (shape, records, seed) => {
        const template = new BatchTemplate({ template: 3, values: values(shape.lengths), ...shape }, 10_000);
        const count = 1 + (records % template.layout.maxRecords);
        const target = Buffer.alloc(template.batchBytes(count) + 9);
        const end = template.write(target, 9, content(count, shape.keyBytes, seed));
        expect(end).toBe(target.length);
        expect(target.readUInt32BE(9 + header.crc)).toBe(crc32c(target, 9 + header.attributes, end));
        expect(target.readInt32BE(9 + header.batchLength)).toBe(end - 9 - 12);
      }),
      { numRuns: 100 },
    );
  });

  it("is read back record by record with its stamps, keys, values and headers", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const template = new BatchTemplate({ template: 5, values: values(shape.lengths), ...shape }, 100_000);
        const count = shape.lengths.length;
        const made = content(count, shape.keyBytes, 4);
        const body = Buffer.alloc(template.layout.bodyBytes[count]!);
        template.writeBody(body, 0, made);
        const reader = new RecordReader(body);
        for (let i = 0; i < count; i++) {
          const { key, value, headers } = reader.next()!;
          const from = i * shape.keyBytes;
          expect(key).toEqual(shape.keyBytes > 0 ? made.keys.subarray(from, from + shape.keyBytes) : null);
          const stamped = shape.stampIn === "value" ? value! : headers.plimsoll!;
          expect(readStamp(stamped, 0, stamped.length)).toEqual({ ...made.stamp, template: 5, index: i });
          expect(template.message(i, made.stamp)).toEqual({ value, stamp: stamped.subarray(0, STAMP_BYTES) });
          expect(template.holdsValue(i, value!)).toBe(true);
          for (const [name, text] of Object.entries(shape.headers)) expect(headers[name]!.toString()).toBe(text);
        }
        expect(reader.next()).toBeUndefined();
        const bytes = shape.lengths.reduce((sum, length) => sum + length + shape.keyBytes, 0);
        expect(template.layout.messageBytes[count]).toBe(bytes);
      }),
      { numRuns: 50 },
    );
  });

  it("holds as many messages as fit the bytes allowed, and one in any case", () => {
    for (const length of [40, 100, 1361, 50_000]) {
      const shape = { template: 0, keyBytes: 0, headers: {}, stampIn: "value" } as const;
      const template = new BatchTemplate({ ...shape, values: values(Array(5000).fill(length)) }, 100_000);
      const { maxRecords } = template.layout;
      expect(template.batchBytes(maxRecords)).toBeLessThanOrEqual(100_000);
      expect(template.batchBytes(maxRecords) + length + 12).toBeGreaterThan(100_000 * (maxRecords < 4096 ? 1 : 0));
      expect(new BatchTemplate({ ...shape, values: values([length]) }, 30).layout.maxRecords).toBe(1);
    }
  });
});

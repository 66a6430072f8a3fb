import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RecordTemplate } from "../../../sizing/inputs/record.ts";
import { crc32c } from "../../wire/crc32c.ts";
import { header } from "../batch-header.ts";
import { BatchReader } from "../batch-reader.ts";
import { BatchCompressor } from "../compression/batch-compressor.ts";
import { codecOfProducers } from "../compression/codecs.ts";
import { type MessageSpec, plainMessages } from "../messages.ts";
import { partitionOfKey } from "../murmur2.ts";
import { RecordReader } from "../record-reader.ts";
import type { Run } from "../run.ts";
import { type DealtFormat, dealtFormat } from "./dealt-format.ts";

const PARTITIONS = 7;
const reading: RecordTemplate = {
  format: "csv",
  fields: [
    { name: "METER", type: "integer", from: 1, to: 40_000, bytes: 8 },
    { name: "KIND", type: "choice", values: { "A+": 9, R: 1 } },
    { name: "REST", type: "padding" },
  ],
};
const NO_KEYS = new Uint8Array();
const stamp = { producer: 3, firstSequence: 0, dueMicros: 1.79e15, spacingNanos: 5_000_000 };

function formatOf(key: string, change: Partial<MessageSpec> = {}, maxBatchBytes = 4_000): DealtFormat {
  const payload = { kind: "record" as const, template: reading, key };
  const spec = { ...plainMessages(80), payload, ...change };
  return dealtFormat(spec, payload, { partitions: PARTITIONS, maxBatchBytes, seed: 5, topic: "t" });
}

function batchOf(format: DealtFormat, partition: number, firstSequence: number, count: number): Buffer {
  const source = format.templateOf({ partition, firstSequence });
  const bytes = Buffer.alloc(source.batchBytes(count), 0xff);
  const content = { count, stamp: { ...stamp, firstSequence }, keys: NO_KEYS, identity: { id: 9n, epoch: 0 } };
  expect(source.write(bytes, 0, content)).toBe(bytes.length);
  bytes.writeBigInt64BE(0n);
  return bytes;
}

function read(format: DealtFormat, bytes: Buffer, offset = 0) {
  const runs: Run[] = [];
  let corrupted = 0;
  new BatchReader(format).read(bytes, 0, bytes.length, offset, {
    run: (run) => runs.push(run),
    corrupted: (messages) => {
      corrupted += messages;
    },
  });
  return { runs, corrupted };
}

function* records(batch: Buffer, count: number) {
  const reader = new RecordReader(batch.subarray(61));
  for (let i = 0; i < count; i++) {
    const { key, value } = reader.next()!;
    yield { key: key!.toString(), fields: value!.toString().split(","), bytes: key!.length + value!.length };
  }
}

describe("records dealt by a field", () => {
  it.each([
    ["METER", 0],
    ["KIND", 1],
  ])("have its text as their key, and go where that hashes to: %s", (name, at) => {
    const format = formatOf(name);
    for (let partition = 0; partition < PARTITIONS; partition++) {
      if (format.shares?.[partition] === 0) continue;
      const count = format.maxRecords;
      for (const { key, fields, bytes } of records(batchOf(format, partition, 0, count), count)) {
        expect(key).toBe(fields[at]);
        expect(partitionOfKey(Buffer.from(key), PARTITIONS)).toBe(partition);
        expect(bytes).toBe(80);
      }
    }
  });

  it("fill partitions as their keys do: evenly with many keys, by the weights of few", () => {
    expect(formatOf("METER").shares).toBeNull();
    const shares = formatOf("KIND").shares!;
    const of = (key: string) => partitionOfKey(Buffer.from(key), PARTITIONS);
    expect(of("A+")).not.toBe(of("R"));
    expect(shares[of("A+")]).toBeCloseTo(0.9, 1);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect([...shares].filter((share) => share > 0)).toHaveLength(2);
  });

  it("have as many different keys as generated, over many batches", () => {
    const format = formatOf("METER");
    const seen = new Set<string>();
    for (let first = 0; first < 3_000; first += 30)
      for (const { key } of records(batchOf(format, 2, first, 30), 30)) seen.add(key);
    // 40,000 / 7 keys are the partition's, of which 3,000 draws meet about 2,330.
    expect(seen.size).toBeGreaterThan(2_100);
    expect(seen.size).toBeLessThan(2_550);
  });

  it("are all recognised, as one run or one by one, however they are grouped", () => {
    const format = formatOf("METER");
    fc.assert(
      fc.property(
        fc.nat({ max: PARTITIONS - 1 }),
        fc.nat({ max: 2 ** 40 }),
        fc.integer({ min: 2, max: format.maxRecords }),
        (partition, firstSequence, count) => {
          const batch = batchOf(format, partition, firstSequence, count);
          expect(batch.length).toBeLessThanOrEqual(4_000);
          const whole = { producer: 3, dueMicros: stamp.dueMicros, spacingNanos: 5_000_000 };
          expect(read(format, batch)).toEqual({
            runs: [{ ...whole, firstSequence, count, bytes: 80 * count }],
            corrupted: 0,
          });
          expect(format.bytesOf({ partition, firstSequence, count })).toBe(80 * count);
          // The first message was read before.
          expect(read(format, batch, 1)).toEqual({
            runs: Array.from({ length: count - 1 }, (_, i) => ({
              ...whole,
              firstSequence: firstSequence + i + 1,
              dueMicros: stamp.dueMicros + (i + 1) * 5_000,
              count: 1,
              bytes: 80,
            })),
            corrupted: 0,
          });
        },
      ),
    );
  });

  it("are the same again where another makes them with the seed, and when a batch is sent again", () => {
    const batch = batchOf(formatOf("METER"), 4, 77, 20);
    expect(batchOf(formatOf("METER"), 4, 77, 20)).toEqual(batch);
    expect(read(formatOf("METER"), batch).runs).toMatchObject([{ count: 20 }]);
  });

  it("are corrupted when any byte is another, also where the checksum was made anew", () => {
    const format = formatOf("METER");
    const source = format.templateOf({ partition: 1, firstSequence: 10 });
    const { key, value, stamp: stamped } = source.message(4, { ...stamp, firstSequence: 10 });
    const received = (change: { key?: Buffer | null; value?: Buffer | null }) =>
      format.read({ key, value, headers: { plimsoll: stamped }, ...change });
    expect(received({})).toMatchObject({ firstSequence: 14, count: 1 });
    const flipped = (bytes: Buffer, at: number) => Buffer.from(bytes.map((byte, i) => (i === at ? byte ^ 1 : byte)));
    for (let at = 0; at < value.length; at++) expect(received({ value: flipped(value, at) })).toBeUndefined();
    for (let at = 0; at < key.length; at++) expect(received({ key: flipped(key, at) })).toBeUndefined();
    expect(received({ key: null })).toBeUndefined();
    expect(received({ value: null })).toBeUndefined();

    const batch = batchOf(format, 1, 0, 12);
    const { value: fourth } = format.templateOf({ partition: 1, firstSequence: 0 }).message(3, stamp);
    batch[batch.indexOf(fourth) + 40]! ^= 4;
    expect(read(format, batch)).toEqual({ runs: [], corrupted: 12 });
    batch.writeUInt32BE(crc32c(batch, header.attributes), header.crc);
    const { runs, corrupted } = read(format, batch);
    expect({ corrupted, messages: runs.length }).toEqual({ corrupted: 1, messages: 11 });
  });

  it("are compressed at the stated ratio", () => {
    const compression = { codec: "lz4", ratio: 2, by: "producers" } as const;
    const format = formatOf("METER", { ...plainMessages(200), compression }, 200_000);
    const count = format.maxRecords;
    const source = format.templateOf({ partition: 0, firstSequence: 0 });
    const content = { count, stamp, keys: NO_KEYS, identity: undefined };
    const batch = new BatchCompressor(codecOfProducers(compression)!).batch(source, content);
    expect(Math.abs((200 * count) / batch.length / 2 - 1)).toBeLessThan(0.06);
    batch.writeBigInt64BE(0n);
    expect(read(format, batch)).toMatchObject({ corrupted: 0, runs: [{ count }] });
  });

  it("of several sizes leave room in a batch for the largest that come together", () => {
    const sizes = [
      { bytes: 60, share: 0.95 },
      { bytes: 900, share: 0.05 },
    ];
    const format = formatOf("METER", { sizes });
    for (let partition = 0; partition < PARTITIONS; partition++)
      for (let first = 0; first < 6_000; first += 1)
        expect(
          format.templateOf({ partition, firstSequence: first }).batchBytes(format.maxRecords),
        ).toBeLessThanOrEqual(4_000);
    expect(format.maxRecords).toBeGreaterThan(4);
  });

  it("with a key are as large as planned, or refused", () => {
    expect(() => formatOf("METER", { sizes: [{ bytes: 8, share: 1 }] })).toThrow(
      expect.objectContaining({ code: "PLM-LOAD-020" }),
    );
    const unfilled = { ...reading, fields: reading.fields.slice(0, 2) };
    const payload = { kind: "record" as const, template: unfilled, key: "METER" };
    const dealing = { partitions: 3, maxBatchBytes: 4_000, seed: 1, topic: "t" };
    expect(() => dealtFormat({ ...plainMessages(30), payload }, payload, dealing)).toThrow(
      expect.objectContaining({ code: "PLM-LOAD-021", remedy: expect.stringContaining("write `size: 1") }),
    );
  });
});

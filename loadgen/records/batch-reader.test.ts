import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crc32c } from "../wire/crc32c.ts";
import { header } from "./batch-header.ts";
import { BatchReader } from "./batch-reader.ts";
import { type MessageFormat, messageFormat, NO_KEYS } from "./format.ts";
import { BATCH_HEADER_BYTES } from "./layout.ts";
import { readMessage } from "./message.ts";
import { plainMessages } from "./messages.ts";
import type { Run } from "./run.ts";
import { markedWith } from "./run-mark.ts";
import type { Stamp } from "./stamp.ts";
import { writeVarint } from "./varint.ts";

const KEY = Buffer.from("000000000042");
const format = messageFormat(plainMessages(80, true), 2_000, 3);
const template = format.templates[0]!;
const stamp: Stamp = { producer: 9, firstSequence: 500, dueMicros: 1.79e15 + 1, spacingNanos: 20_000 };

/** A batch of our own producer whose first message has offset `base`. */
function own(base: number, count: number, firstSequence = 500 + base): Buffer {
  const bytes = Buffer.alloc(template.batchBytes(count));
  const identity = { id: 6n, epoch: 2 };
  template.write(bytes, 0, {
    count,
    stamp: { ...stamp, firstSequence },
    keys: Buffer.concat(Array(count).fill(KEY)),
    identity,
  });
  bytes.writeBigInt64BE(BigInt(base));
  return bytes;
}

/** A batch as another client writes it: a time for each record, and a header in each. */
function foreign(values: readonly (Buffer | null)[], attributes = 0): Buffer {
  const records = values.map((value, i) => {
    const body = Buffer.alloc(200);
    let at = writeVarint(body, 1, i * 1000);
    at = writeVarint(body, at, i);
    at = writeVarint(body, at, KEY.length);
    at += KEY.copy(body, at);
    at = writeVarint(body, at, value ? value.length : -1);
    at += value?.copy(body, at) ?? 0;
    at = writeVarint(body, at, 1);
    at = writeVarint(body, at, 1);
    at += body.write("h", at);
    at = writeVarint(body, at, -1);
    const length = Buffer.alloc(5);
    return Buffer.concat([length.subarray(0, writeVarint(length, 0, at)), body.subarray(0, at)]);
  });
  const bytes = Buffer.concat([Buffer.alloc(BATCH_HEADER_BYTES), ...records]);
  bytes.writeInt32BE(bytes.length - 12, header.batchLength);
  bytes[header.magic] = 2;
  bytes.writeInt16BE(attributes, header.attributes);
  bytes.writeInt32BE(values.length - 1, header.lastOffsetDelta);
  bytes.writeBigInt64BE(-1n, header.producerId);
  bytes.writeInt32BE(values.length, header.recordCount);
  return sealed(bytes);
}

function sealed(batch: Buffer): Buffer {
  batch.writeUInt32BE(crc32c(batch, header.attributes), header.crc);
  return batch;
}

function read(bytes: Buffer, offset = 0, end = bytes.length, start = 0) {
  const runs: Run[] = [];
  let corrupted = 0;
  const next = new BatchReader(format).read(bytes, start, end, offset, {
    run: (run) => runs.push(run),
    corrupted: (messages) => {
      corrupted += messages;
    },
  });
  return { next, runs, corrupted, messages: runs.reduce((sum, { count }) => sum + count, 0) };
}

describe("a batch reader", () => {
  it("finds a batch of our own as one run, wherever it lies", () => {
    const bytes = Buffer.concat([Buffer.from("before"), own(30, 7), Buffer.from("after")]);
    expect(read(bytes, 30, bytes.length - 5, 6)).toMatchObject({
      next: 37,
      corrupted: 0,
      runs: [{ ...stamp, firstSequence: 530, count: 7, bytes: 7 * 80 }],
    });
  });

  it("finds batches of any template, length and producer as one run each, whatever it read before", () => {
    const sizes = [
      { bytes: 40, share: 0.5 },
      { bytes: 300, share: 0.5 },
    ];
    const mixed = messageFormat({ ...plainMessages(80), sizes }, 2_000, 3);
    if (mixed.kind !== "templates") throw new Error("messages of plain bytes are made of templates");
    expect(mixed.templates.length).toBeGreaterThan(1);
    const batches = fc.array(
      fc.record({ which: fc.nat(mixed.templates.length - 1), of: fc.nat(), idempotent: fc.boolean() }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(batches, (made) => {
        let base = 0;
        const written = made.map(({ which, of, idempotent }) => {
          const from = mixed.templates[which]!;
          const count = 1 + (of % from.layout.maxRecords);
          const bytes = Buffer.alloc(from.batchBytes(count));
          const identity = idempotent ? { id: BigInt(of), epoch: of % 9 } : undefined;
          from.write(bytes, 0, { count, stamp: { ...stamp, firstSequence: base }, keys: NO_KEYS, identity });
          bytes.writeBigInt64BE(BigInt(base));
          base += count;
          return { bytes, count };
        });
        const counts: number[] = [];
        const visitor = { run: ({ count }: Run) => counts.push(count), corrupted: () => expect.unreachable() };
        const all = Buffer.concat(written.map(({ bytes }) => bytes));
        new BatchReader(mixed).read(all, 0, all.length, 0, visitor);
        expect(counts).toEqual(written.map(({ count }) => count));
      }),
    );
  });

  it("leaves a batch that is cut off for the next fetch, wherever the cut is", () => {
    const bytes = Buffer.concat([own(0, 5), own(5, 5)]);
    for (let end = own(0, 5).length; end < bytes.length; end++)
      expect(read(bytes, 0, end)).toMatchObject({ next: 5, messages: 5, corrupted: 0 });
    expect(read(bytes)).toMatchObject({ next: 10, messages: 10 });
  });

  it("reads each message once however often and from wherever it fetches", () => {
    const bytes = Buffer.concat([own(0, 6), own(6, 1), own(7, 9)]);
    for (let offset = 0; offset <= 16; offset++) {
      const { next, runs, messages, corrupted } = read(bytes, offset);
      expect({ next, messages, corrupted }).toEqual({ next: 16, messages: 16 - offset, corrupted: 0 });
      if (runs[0]) expect(runs[0].firstSequence).toBe(500 + offset);
    }
  });

  it("tells the due time of each message of a batch that was partly read", () => {
    expect(read(own(0, 3), 1).runs).toEqual([
      { ...stamp, firstSequence: 501, count: 1, dueMicros: stamp.dueMicros + 20, bytes: 80 },
      { ...stamp, firstSequence: 502, count: 1, dueMicros: stamp.dueMicros + 40, bytes: 80 },
    ]);
  });

  it("takes a batch of which the broker set the time", () => {
    const batch = own(0, 4);
    batch.writeInt16BE(0x08, header.attributes); // log append time
    batch.writeBigInt64BE(1_800_000_000_000n, header.maxTimestamp);
    expect(read(sealed(batch))).toMatchObject({ next: 4, messages: 4, corrupted: 0 });
  });

  it("reads another client's batch message by message", () => {
    const values = [0, 1, 2].map((index) => template.message(index, stamp).value);
    const { next, runs, corrupted } = read(foreign(values));
    expect({ next, corrupted }).toEqual({ next: 3, corrupted: 0 });
    expect(runs.map(({ firstSequence, count, bytes }) => [firstSequence, count, bytes])).toEqual([
      [500, 1, 80],
      [501, 1, 80],
      [502, 1, 80],
    ]);
  });

  it("counts what is not ours in another client's batch, and receives the rest", () => {
    const good = template.message(0, stamp).value;
    const wrong = Buffer.from(good);
    wrong[60]! ^= 1;
    const unstamped = Buffer.from(good);
    unstamped[0]! ^= 1;
    const values = [good, wrong, null, Buffer.from("short"), unstamped, Buffer.concat([good, good]), good];
    expect(read(foreign(values))).toMatchObject({ next: 7, messages: 2, corrupted: 5 });
  });

  it("does not take a message for ours that has another's place in the batch", () => {
    const value = template.message(2, stamp).value;
    value.writeUInt16BE(3, 4);
    expect(read(foreign([value]))).toMatchObject({ messages: 0, corrupted: 1 });
    value.writeUInt16BE(60_000, 4);
    expect(read(foreign([value]))).toMatchObject({ messages: 0, corrupted: 1 });
  });

  it("counts a batch that is not what its codec writes", () => {
    expect(read(foreign([template.message(0, stamp).value, template.message(1, stamp).value], 2))).toMatchObject({
      next: 2,
      messages: 0,
      corrupted: 2,
    });
  });

  it("passes over a control batch", () => {
    const marker = foreign([Buffer.from("commit")], 0x20);
    expect(read(marker)).toEqual({ next: 1, runs: [], corrupted: 0, messages: 0 });
  });

  it("counts messages of a batch as corrupted whose count or kind is not what it was", () => {
    const size = own(0, 5).length;
    for (const [at, change] of [
      [header.recordCount, 0x80],
      [header.recordCount, 0x01],
      [header.recordCount + 3, 5],
      [header.attributes + 1, 0x20],
      [header.lastOffsetDelta, 0x80],
    ] as const) {
      const bytes = Buffer.concat([own(0, 5), own(5, 5), own(10, 5)]);
      bytes[size + at]! ^= change;
      const { messages, corrupted, next } = read(bytes);
      expect(next).toBe(15);
      expect(messages).toBe(10);
      expect(corrupted).toBeGreaterThan(0);
      expect(corrupted).toBeLessThan(size);
    }
  });

  it("receives nothing of a batch of which any byte under its checksum is another", () => {
    const framing = new Set<number>();
    for (let i = 0; i < 4; i++) framing.add(header.lastOffsetDelta + i).add(header.recordCount + i);
    const size = own(0, 5).length;
    const places = Array.from({ length: size - header.crc }, (_, i) => header.crc + i).filter((at) => !framing.has(at));
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = Buffer.concat([own(0, 5), own(5, 5), own(10, 5)]);
        bytes[size + at]! ^= change;
        const { next, runs, corrupted } = read(bytes);
        expect({ next, corrupted }).toEqual({ next: 15, corrupted: 5 });
        expect(runs.map(({ firstSequence }) => firstSequence)).toEqual([500, 510]);
      }),
      { numRuns: 300 },
    );
  });

  it("receives nothing from garbage", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 61, maxLength: 400 }), fc.boolean(), (garbage, framed) => {
        const bytes = Buffer.from(garbage);
        if (framed) bytes.writeInt32BE(bytes.length - 12, header.batchLength);
        expect(read(bytes).messages).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a message by itself", () => {
  const { value } = template.message(4, stamp);
  const received = (changed: Buffer | null, key: Buffer | null = KEY) => ({ key, value: changed, headers: {} });

  it("is a run of one", () => {
    expect(readMessage(format, received(value))).toEqual({
      producer: 9,
      firstSequence: 504,
      count: 1,
      dueMicros: stamp.dueMicros + 80,
      spacingNanos: 20_000,
      bytes: 80,
    });
  });

  it("is none with a value of another length, seed or content, or without its key", () => {
    expect(readMessage(format, received(value.subarray(0, -1)))).toBeUndefined();
    expect(readMessage(format, received(value.subarray(0, 10)))).toBeUndefined();
    expect(readMessage(format, received(null))).toBeUndefined();
    expect(readMessage(format, received(value, null))).toBeUndefined();
    expect(readMessage(messageFormat(plainMessages(80, true), 2_000, 4), received(value))).toBeUndefined();
    for (let at = 26; at < value.length; at++) {
      const changed = Buffer.from(value);
      changed[at]! ^= 0x80;
      expect(readMessage(format, received(changed))).toBeUndefined();
    }
  });
});

describe("in a topic that others write to", () => {
  const shared = messageFormat(markedWith("run1", plainMessages(80)), 2_000, 3);
  const [mine] = shared.templates;

  function batchOf(of: MessageFormat, count: number): Buffer {
    const bytes = Buffer.alloc(of.templates[0]!.batchBytes(count));
    of.templates[0]!.write(bytes, 0, { count, stamp, keys: NO_KEYS, identity: undefined });
    return bytes;
  }

  function readShared(...batches: Buffer[]) {
    const seen = { messages: 0, corrupted: 0 };
    let base = 0;
    for (const batch of batches) {
      batch.writeBigInt64BE(BigInt(base));
      base += batch.readInt32BE(header.recordCount);
    }
    const bytes = Buffer.concat(batches);
    const next = new BatchReader(shared).read(bytes, 0, bytes.length, 0, {
      run: ({ count }) => {
        seen.messages += count;
      },
      corrupted: (messages) => {
        seen.corrupted += messages;
      },
    });
    return { next, ...seen };
  }

  it("messages of others are passed over, whoever they are", () => {
    const other = messageFormat(markedWith("run2", plainMessages(80)), 2_000, 3);
    const plain = messageFormat(plainMessages(80), 2_000, 3);
    const gzipped = sealed(foreign([Buffer.from("not gzip at all")], 1));
    const batches = [batchOf(other, 2), batchOf(shared, 5), foreign([null]), batchOf(plain, 3), gzipped];
    expect(readShared(...batches)).toEqual({ next: 12, messages: 5, corrupted: 0 });
  });

  it("a message of ours that was changed is still found", () => {
    const changed = batchOf(shared, 4);
    changed[BATCH_HEADER_BYTES + mine!.layout.valueAt[2]! + 40]! ^= 1;
    expect(readShared(sealed(changed))).toEqual({ next: 4, messages: 3, corrupted: 1 });
    const damaged = batchOf(shared, 4);
    damaged[BATCH_HEADER_BYTES + mine!.layout.valueAt[2]! + 40]! ^= 1;
    expect(readShared(damaged)).toEqual({ next: 4, messages: 0, corrupted: 4 });
  });
});

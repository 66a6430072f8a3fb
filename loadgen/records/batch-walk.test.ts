import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { header } from "./batch-header.ts";
import { BatchReader } from "./batch-reader.ts";
import { BatchCompressor } from "./compression/batch-compressor.ts";
import { type MessageFormat, messageFormat, NO_KEYS } from "./format.ts";
import { BATCH_HEADER_BYTES } from "./layout.ts";
import { plainMessages } from "./messages.ts";

/** A log with one damaged batch is read to its end: all that is whole once, what is damaged counted once. */
const formats = {
  plain: messageFormat(plainMessages(64), 700, 7),
  compressed: messageFormat(
    { ...plainMessages(64), compression: { codec: "gzip", ratio: 2, by: "producers" } },
    700,
    7,
  ),
};

interface Stored {
  base: number;
  count: number;
  bytes: Buffer;
}

/** Batches of as many messages as `counts` says, the sequence of each of which is its offset; `gaps` are left out before them. */
function logOf(format: MessageFormat, counts: readonly number[], gaps: readonly number[]): Stored[] {
  let end = 0;
  return counts.map((count, i) => {
    const base = end + (gaps[i] ?? 0);
    const stamp = { producer: 1, firstSequence: base, dueMicros: 1.79e15, spacingNanos: 1000 };
    const content = { count, stamp, keys: NO_KEYS, identity: { id: 4n, epoch: 0 } };
    const template = format.templates[0]!;
    const bytes = format.codec
      ? Buffer.from(new BatchCompressor(format.codec).batch(template, content))
      : Buffer.alloc(template.batchBytes(count));
    if (!format.codec) template.write(bytes, 0, content);
    bytes.writeBigInt64BE(BigInt(base));
    end = base + count;
    return { base, count, bytes };
  });
}

/** Fetches from `log`, `most` bytes at a time but for the first batch, until its end; throws if that is never reached. */
function readAll(format: MessageFormat, log: readonly Stored[], most: (first: Buffer) => number) {
  const last = log.at(-1)!;
  const end = last.base + last.count;
  const reader = new BatchReader(format);
  const sequences: number[] = [];
  let corrupted = 0;
  let next = 0;
  for (let fetches = 0; next < end; fetches++) {
    if (fetches > end) throw new Error(`no progress at offset ${next}`);
    const from = log.findIndex(({ base, count }) => base + count > next);
    const bytes = Buffer.concat(log.slice(from).map((batch) => batch.bytes));
    const response = bytes.subarray(0, Math.max(log[from]!.bytes.length, most(log[from]!.bytes)));
    const visitor = {
      run: ({ firstSequence, count }: { firstSequence: number; count: number }) =>
        sequences.push(...offsets(firstSequence, count)),
      corrupted: (messages: number) => {
        corrupted += messages;
      },
    };
    const after = reader.read(response, 0, response.length, next, visitor, end);
    expect(after).toBeGreaterThanOrEqual(next);
    next = after;
  }
  return { sequences, corrupted, next, end };
}

const offsets = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);

const someBatches = fc
  .array(fc.record({ count: fc.integer({ min: 1, max: 7 }), gap: fc.nat(3) }), { minLength: 1, maxLength: 6 })
  .chain((batches) => fc.record({ batches: fc.constant(batches), which: fc.nat(batches.length - 1) }));

/** Half of the places are in the header, which is where it matters. */
const somewhere = fc.oneof(fc.nat(BATCH_HEADER_BYTES - 1), fc.nat(2_000));
const someChange = fc.oneof(
  fc.nat(7).map((bit) => 1 << bit),
  fc.integer({ min: 1, max: 255 }),
);

describe.each(["plain", "compressed"] as const)("a log of %s batches of which one is damaged", (kind) => {
  const format = formats[kind];

  it("is read to its end, every other message once, wherever the damage is and the responses are cut", () => {
    fc.assert(
      fc.property(someBatches, somewhere, someChange, fc.nat(2_000), ({ batches, which }, place, change, cut) => {
        const counts = batches.map(({ count }) => count);
        const gaps = batches.map(({ gap }) => gap);
        const gapped = logOf(format, counts, gaps);
        const at = place % gapped[which]!.bytes.length;
        const ofOffset = at < header.batchLength;
        const ofLength = [header.lastOffsetDelta, header.recordCount].some((field) => at >= field && at < field + 4);
        // With a gap beside it nothing tells an offset that is damaged, or a count of them, from one that is not.
        const log = ofOffset || ofLength ? logOf(format, counts, []) : gapped;
        const damaged = log[which]!;
        damaged.bytes[at]! ^= change;
        // Nor does anything if the response ends right behind it.
        const { sequences, corrupted, next, end } = readAll(format, log, (first) =>
          ofOffset ? Math.max(cut, first.length + 8) : cut,
        );
        const whole = log.filter((batch) => batch !== damaged).flatMap(({ base, count }) => offsets(base, count));
        const all = log.flatMap(({ base, count }) => offsets(base, count));
        expect(next).toBe(end);
        if (at < header.crc) expect({ sequences, corrupted }).toEqual({ sequences: all, corrupted: 0 });
        else expect({ sequences, corrupted }).toEqual({ sequences: whole, corrupted: damaged.count });
      }),
      { numRuns: 1_000 },
    );
  });

  it("is read to its end when nothing of a header can be believed, and no message twice", () => {
    fc.assert(
      fc.property(
        someBatches,
        fc.uint8Array({ minLength: BATCH_HEADER_BYTES, maxLength: BATCH_HEADER_BYTES }),
        fc.nat(2_000),
        ({ batches, which }, garbage, cut) => {
          const log = logOf(
            format,
            batches.map(({ count }) => count),
            batches.map(({ gap }) => gap),
          );
          const damaged = log[which]!;
          damaged.bytes.set(garbage);
          damaged.bytes[0]! |= 0x40; // far off: with gaps nothing tells a near one from the true one
          const { sequences, next, end } = readAll(format, log, () => cut);
          const before = log.slice(0, which).flatMap(({ base, count }) => offsets(base, count));
          expect(next).toBe(end);
          expect(sequences.slice(0, before.length)).toEqual(before);
          expect(new Set(sequences).size).toBe(sequences.length);
          expect(sequences.some((one) => one >= damaged.base && one < damaged.base + damaged.count)).toBe(false);
        },
      ),
      { numRuns: 300 },
    );
  });
});

it("a batch of which messages were read before is read from there, though its offset is not the one asked for", () => {
  const log = logOf(formats.plain, [5, 4], []);
  const bytes = Buffer.concat(log.map((batch) => batch.bytes));
  const sequences: number[] = [];
  const visitor = {
    run: ({ firstSequence, count }: { firstSequence: number; count: number }) =>
      sequences.push(...offsets(firstSequence, count)),
    corrupted: () => expect.unreachable(),
  };
  expect(new BatchReader(formats.plain).read(bytes, 0, bytes.length, 3, visitor, 9)).toBe(9);
  expect(sequences).toEqual(offsets(3, 6));
});

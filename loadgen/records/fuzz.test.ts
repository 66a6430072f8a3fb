import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crc32c } from "../wire/crc32c.ts";
import { header } from "./batch-header.ts";
import { BatchReader } from "./batch-reader.ts";
import { BatchCompressor } from "./compression/batch-compressor.ts";
import { batchCodecs, type CompressingCodec } from "./compression/codecs.ts";
import { type MessageFormat, messageFormat, NO_KEYS } from "./format.ts";
import { type MessageSpec, plainMessages } from "./messages.ts";

/** Whatever happens to batches on their way, a reader neither crashes nor hangs, and never takes what is not what was sent. */
const sizes = [
  { bytes: 120, share: 0.7 },
  { bytes: 300, share: 0.3 },
];
const record = {
  format: "json",
  fields: [
    { name: "n", type: "sequence", from: 0, step: 1, bytes: 8 },
    { name: "p", type: "padding" },
  ],
} as const;
const kinds: Record<string, MessageSpec> = {
  plain: plainMessages(100),
  "keyed, several sizes": { ...plainMessages(100, true), sizes },
  records: {
    ...plainMessages(150, true),
    payload: { kind: "record", template: { ...record, fields: [...record.fields] }, key: null },
  },
  ...Object.fromEntries(
    (["gzip", "snappy", "lz4", "zstd"] satisfies CompressingCodec[]).map((codec) => [
      codec,
      { ...plainMessages(100, true), compression: { codec, ratio: 2, by: "producers" } },
    ]),
  ),
};

const PER_BATCH = 6;
const identity = { id: 9n, epoch: 0 };

/** Three batches of six messages, one after the other in their partition. */
function batchesOf(format: MessageFormat): Buffer[] {
  const keys = format.sampler(3, 1)?.take(1, PER_BATCH) ?? NO_KEYS;
  return [0, 1, 2].map((turn) => {
    const batch = { partition: 1, firstSequence: turn * PER_BATCH, count: PER_BATCH };
    const template = format.templateOf(batch);
    const stamp = { producer: 1, firstSequence: batch.firstSequence, dueMicros: 1.79e15, spacingNanos: 1000 };
    const content = { count: PER_BATCH, stamp, keys, identity };
    const bytes = format.codec
      ? new BatchCompressor(format.codec).batch(template, content)
      : Buffer.alloc(template.batchBytes(PER_BATCH));
    if (!format.codec) template.write(bytes, 0, content);
    bytes.writeBigInt64BE(BigInt(batch.firstSequence));
    return bytes;
  });
}

function read(format: MessageFormat, bytes: Buffer) {
  const sequences: number[] = [];
  let corrupted = 0;
  const next = new BatchReader(format).read(bytes, 0, bytes.length, 0, {
    run: ({ firstSequence, count }) => sequences.push(...Array.from({ length: count }, (_, i) => firstSequence + i)),
    corrupted: (messages) => {
      corrupted += messages;
    },
  });
  return { sequences, corrupted, next };
}

const first = [0, 1, 2, 3, 4, 5];
const last = first.map((sequence) => sequence + 2 * PER_BATCH);

describe.each(Object.keys(kinds))("batches of %s messages", (kind) => {
  const format = messageFormat(kinds[kind]!, 5_000, 4);
  const batches = batchesOf(format);
  const [before, middle, after] = batches as [Buffer, Buffer, Buffer];

  it("are read as they were sent", () => {
    expect(read(format, Buffer.concat(batches))).toEqual({
      sequences: [...first, ...first.map((sequence) => sequence + PER_BATCH), ...last],
      corrupted: 0,
      next: 18,
    });
  });

  it("with a flipped byte under the checksum are found, and nothing else is", () => {
    const places = Array.from({ length: middle.length - header.crc }, (_, i) => header.crc + i);
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const flipped = Buffer.from(middle);
        flipped[at]! ^= change;
        const { sequences, corrupted } = read(format, Buffer.concat([before, flipped, after]));
        expect({ sequences, corrupted }).toEqual({ sequences: [...first, ...last], corrupted: PER_BATCH });
      }),
      { numRuns: 150 },
    );
  });

  it("that are cut off are left for the next fetch", () => {
    fc.assert(
      fc.property(fc.nat(middle.length - 1), (length) => {
        const { sequences, corrupted, next } = read(format, Buffer.concat([before, middle.subarray(0, length)]));
        expect({ sequences, corrupted, next }).toEqual({ sequences: first, corrupted: 0, next: PER_BATCH });
      }),
      { numRuns: 50 },
    );
  });

  it("of garbage with a right checksum give nothing but what was sent", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 0, maxLength: 300 }),
        fc.integer({ min: 0, max: 15 }),
        (garbage, attributes) => {
          const bytes = Buffer.concat([middle.subarray(0, 61), garbage]);
          bytes.writeInt32BE(bytes.length - 12, header.batchLength);
          bytes.writeInt16BE(attributes, header.attributes);
          bytes.writeUInt32BE(crc32c(bytes, header.attributes), header.crc);
          const { sequences, corrupted } = read(format, bytes);
          expect({ sequences, corrupted }).toEqual({ sequences: [], corrupted: PER_BATCH });
        },
      ),
      { numRuns: 150 },
    );
  });
});

it("a compressed batch whose records another client wrote is read message by message", () => {
  const format = messageFormat(kinds.zstd!, 5_000, 4);
  const [batch] = batchesOf(format) as [Buffer];
  const records = batchCodecs.zstd.decompress(batch.subarray(61), 100_000);
  // The first two of six messages, as a client writes them that closed its batch earlier.
  const { bodyBytes } = format.templateOf({ partition: 1, firstSequence: 0, count: PER_BATCH }).layout;
  const changed = Buffer.from(records.subarray(0, bodyBytes[2]!));
  changed[bodyBytes[2]! - 2]! ^= 1;
  const bytes = Buffer.concat([batch.subarray(0, 61), batchCodecs.lz4.compress(changed)]);
  bytes.writeInt32BE(bytes.length - 12, header.batchLength);
  bytes.writeInt16BE(batchCodecs.lz4.id, header.attributes);
  bytes.writeInt32BE(2, header.recordCount);
  bytes.writeUInt32BE(crc32c(bytes, header.attributes), header.crc);
  expect(read(format, bytes)).toMatchObject({ sequences: [0], corrupted: 1 });
});

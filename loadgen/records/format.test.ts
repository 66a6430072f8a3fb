import { describe, expect, it } from "vitest";
import { BatchCompressor } from "./compression/batch-compressor.ts";
import { batchCodecs, type CompressingCodec } from "./compression/codecs.ts";
import { messageFormat, NO_KEYS } from "./format.ts";
import { KEY_BYTES } from "./keys.ts";
import { type MessageSpec, plainMessages } from "./messages.ts";

const stamp = { producer: 1, firstSequence: 0, dueMicros: 1.79e15, spacingNanos: 1000 };
const mixed: MessageSpec = {
  ...plainMessages(1),
  sizes: [
    { bytes: 200, share: 0.99 },
    { bytes: 20_000, share: 0.01 },
  ],
};

describe("messages of several sizes", () => {
  // 0.99 x 200 + 0.01 x 20,000 = 398 B
  it.each([1, 3, 70, 500])("have their mean size in batches of %d, though each batch begins alike", (count) => {
    const format = messageFormat(mixed, 1_000_000, 1);
    const batches = Math.ceil(1_000_000 / count);
    let bytes = 0;
    for (let i = 0; i < batches; i++) bytes += format.bytesOf({ partition: i % 7, firstSequence: count * i, count });
    expect(Math.abs(bytes / (batches * count) / 398 - 1)).toBeLessThan(0.05);
  });

  it("come from the same template when a batch is sent again", () => {
    const format = messageFormat(mixed, 200_000, 1);
    for (let firstSequence = 0; firstSequence < 50; firstSequence++) {
      const batch = { partition: 2, firstSequence, count: 4 };
      expect(format.templateOf(batch)).toBe(format.templateOf({ ...batch }));
      expect(format.bytesOf(batch)).toBe(format.templateOf(batch).layout.messageBytes[4]);
    }
  });

  it("need no second template where all are alike", () => {
    const format = messageFormat(plainMessages(100), 10_000, 1);
    expect(format.templates).toHaveLength(1);
    expect(format.bytesOf({ partition: 0, firstSequence: 0, count: 7 })).toBe(700);
  });
});

describe("compressed messages", () => {
  const codecs: CompressingCodec[] = ["gzip", "snappy", "lz4", "zstd"];

  it.each(codecs)("reach the ratio that is stated with %s", (codec) => {
    const spec: MessageSpec = { ...plainMessages(500, true), compression: { codec, ratio: 3, by: "producers" } };
    const format = messageFormat(spec, 200_000, 2);
    const count = format.maxRecords;
    const keys = format.sampler(1, 0)!.take(0, count);
    const content = { count, stamp, keys, identity: undefined };
    const batch = new BatchCompressor(batchCodecs[codec]).batch(format.templates[0]!, content);
    expect(Math.abs((500 * count) / batch.length / 3 - 1)).toBeLessThan(0.06);
  });

  it("are refused when no payload has the ratio, with the one that there is", () => {
    const spec: MessageSpec = { ...plainMessages(50, true), compression: { codec: "lz4", ratio: 40, by: "producers" } };
    expect(() => messageFormat(spec, 100_000, 2, "calls")).toThrow(
      expect.objectContaining({
        code: "PLM-LOAD-022",
        message: expect.stringMatching(/^messages of calls compress [\d.]+ to 1 with lz4, not 40 to 1$/),
        remedy: expect.stringMatching(/^write `compression: \{ codec: lz4, ratio: [\d.]+ \}`/),
      }),
    );
  });

  it("of given content are taken as they compress where no ratio is stated", () => {
    const lines = Array.from({ length: 100 }, (_, i) => `line ${i % 10} of them`);
    const spec: MessageSpec = {
      ...plainMessages(14),
      payload: { kind: "lines", lines },
      compression: { codec: "zstd", ratio: null, by: "producers" },
    };
    expect(messageFormat(spec, 10_000, 1).templates[0]!.message(11, stamp).value.toString()).toBe("line 1 of them");
  });

  it("that brokers compress leave the producer as they are", () => {
    const spec: MessageSpec = { ...plainMessages(100), compression: { codec: "zstd", ratio: 2, by: "brokers" } };
    expect(messageFormat(spec, 10_000, 1).codec).toBeUndefined();
  });
});

describe("messages that cannot be", () => {
  const lines = { kind: "lines", lines: ["ten bytes."] } as const;
  it.each([
    ["PLM-LOAD-001", plainMessages(30, true), "load with messages of 38 B or more"],
    ["PLM-LOAD-021", { ...plainMessages(20), payload: lines }, "write `size: 10 B`"],
    [
      "PLM-LOAD-020",
      {
        ...plainMessages(10),
        payload: {
          kind: "record",
          key: null,
          template: {
            format: "csv",
            fields: [
              { name: "a", type: "constant", value: "twelve bytes" },
              { name: "p", type: "padding" },
            ],
          },
        },
      } satisfies MessageSpec,
      "write a size of 13 B or more",
    ],
  ] as const)("are refused with %s and what to write", (code, spec, remedy) => {
    expect(() => messageFormat(spec, 10_000, 1)).toThrow(
      expect.objectContaining({ code, remedy: expect.stringContaining(remedy) }),
    );
  });
});

it("keys make up their part of a message's size", () => {
  const [{ layout }] = messageFormat(plainMessages(100, true), 10_000, 1).templates as [
    ReturnType<typeof messageFormat>["templates"][number],
  ];
  expect(layout.shape.valueBytes[0]).toBe(100 - KEY_BYTES);
  expect(layout.messageBytes[3]).toBe(300);
  expect(messageFormat(plainMessages(100), 10_000, 1).sampler(4, 0)).toBeUndefined();
  expect(NO_KEYS).toHaveLength(0);
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { batchCodecs, codecNumbered } from "./codecs.ts";
import { snappyDecompressFramed } from "./snappy.ts";

const codecs = Object.entries(batchCodecs);
const MOST = 1_000_000;
/** Runs and noise, up to several blocks of snappy's frames. */
const contents = fc
  .array(fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 900 })), { maxLength: 8 })
  .map((parts) => Buffer.concat(parts.flatMap(([bytes, times]) => Array<Uint8Array>(times).fill(bytes))));

describe.each(codecs)("%s", (_, codec) => {
  it("gives back what it was given", () => {
    fc.assert(
      fc.property(contents, (bytes) => {
        expect(codec.decompress(codec.compress(bytes), MOST).equals(bytes)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it("throws at what it did not write, and goes on working", () => {
    const good = codec.compress(Buffer.alloc(5000, "plimsoll"));
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (garbage) => {
        try {
          codec.decompress(Buffer.from(garbage), MOST);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
        expect(codec.decompress(good, MOST)).toHaveLength(5000);
      }),
      { numRuns: 100 },
    );
    expect(() => codec.decompress(good.subarray(0, good.length - 9), MOST)).toThrow();
  });

  it("throws at more than may come out", () => {
    expect(() => codec.decompress(codec.compress(Buffer.alloc(100_000)), 99_999)).toThrow();
  });

  it("is found by its number", () => {
    expect(codecNumbered(codec.id)).toBe(codec);
  });
});

it("numbers without a codec give none", () => {
  for (const id of [0, 5, 6, 7]) expect(codecNumbered(id)).toBeUndefined();
});

it("snappy is read with a frame and without", () => {
  // "snappy" as one literal: the length 6, then a tag (6 - 1) << 2 and the letters (format_description.txt of snappy).
  const block = Buffer.from([6, 5 << 2, ...Buffer.from("snappy")]);
  const frame = Buffer.from("82534e41505059000000000100000001", "hex");
  const length = Buffer.from([0, 0, 0, block.length]);
  expect(snappyDecompressFramed(block, 100).toString()).toBe("snappy");
  expect(snappyDecompressFramed(Buffer.concat([frame, length, block, length, block]), 100).toString()).toBe(
    "snappysnappy",
  );
});

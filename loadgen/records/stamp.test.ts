import fc from "fast-check";
import { expect, it } from "vitest";
import { readStamp, STAMP_BYTES, STAMP_PATCH_OFFSET, type Stamp, writePatch, writePlace } from "./stamp.ts";

function stamped(stamp: Stamp, template = 0, index = 0): Buffer {
  const bytes = Buffer.alloc(STAMP_BYTES);
  writePlace(bytes, 0, { template, index });
  writePatch(bytes, STAMP_PATCH_OFFSET, stamp);
  return bytes;
}

it("reads back every place, producer, sequence, time and spacing", () => {
  fc.assert(
    fc.property(
      fc.record({
        producer: fc.integer({ min: 0, max: 0xffff }),
        firstSequence: fc.integer({ min: 0, max: 2 ** 48 - 1 }),
        dueMicros: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
        spacingNanos: fc.integer({ min: 0, max: 0xffffffff }),
      }),
      fc.integer({ min: 0, max: 15 }),
      fc.integer({ min: 0, max: 4095 }),
      (stamp, template, index) => {
        expect(readStamp(stamped(stamp, template, index), 0, STAMP_BYTES)).toEqual({ ...stamp, template, index });
      },
    ),
  );
});

it("takes the longest spacing that fits for a slower one", () => {
  const stamp = { producer: 0, firstSequence: 0, dueMicros: 0, spacingNanos: 1e10 };
  expect(readStamp(stamped(stamp), 0, STAMP_BYTES)?.spacingNanos).toBe(0xffffffff);
});

it("finds no stamp in a value that is too short or begins otherwise", () => {
  const bytes = stamped({ producer: 1, firstSequence: 2, dueMicros: 3, spacingNanos: 4 });
  expect(readStamp(bytes, 0, STAMP_BYTES - 1)).toBeUndefined();
  expect(readStamp(bytes, 0, -1)).toBeUndefined();
  bytes[3]! ^= 1;
  expect(readStamp(bytes, 0, STAMP_BYTES)).toBeUndefined();
});

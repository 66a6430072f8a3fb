import fc from "fast-check";
import { expect, it } from "vitest";
import { VarintReader, varintBytes, writeVarint } from "./varint.ts";

it("reads back what it writes, in as many bytes as it says", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), { minLength: 1 }), (values) => {
      const target = Buffer.alloc(values.length * 5);
      let end = 0;
      for (const value of values) {
        const after = writeVarint(target, end, value);
        expect(after - end).toBe(varintBytes(value));
        end = after;
      }
      const reader = new VarintReader(target, 0);
      expect(values.map(() => reader.next())).toEqual(values);
      expect(reader.offset).toBe(end);
    }),
  );
});

it("encodes as the format says", () => {
  // Zigzag and base 128, as in Protocol Buffers' documentation: https://protobuf.dev/programming-guides/encoding/
  for (const [value, bytes] of [
    [0, "00"],
    [-1, "01"],
    [1, "02"],
    [-64, "7f"],
    [64, "8001"],
    [300, "d804"],
    [2147483647, "feffffff0f"],
    [-2147483648, "ffffffff0f"],
  ] as const) {
    const target = Buffer.alloc(5);
    expect(target.subarray(0, writeVarint(target, 0, value)).toString("hex")).toBe(bytes);
  }
});

it("passes over a value of 64 bits as a whole, and does not read past the end", () => {
  const reader = new VarintReader(Buffer.from("feffffffffffffffff0104", "hex"), 0);
  reader.next();
  expect(reader.next()).toBe(2);
  expect(() => reader.next()).toThrow(RangeError);
});

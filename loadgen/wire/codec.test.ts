import fc from "fast-check";
import { expect, it } from "vitest";
import { Reader, Writer } from "./codec.ts";

const field = fc.oneof(
  fc.integer({ min: -128, max: 127 }).map((value) => ({ type: "int8", value }) as const),
  fc.integer({ min: -32768, max: 32767 }).map((value) => ({ type: "int16", value }) as const),
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }).map((value) => ({ type: "int32", value }) as const),
  fc.maxSafeInteger().map((value) => ({ type: "int64", value }) as const),
  fc.option(fc.string({ unit: "grapheme", maxLength: 40 })).map((value) => ({ type: "string", value }) as const),
);
type Field = typeof field extends fc.Arbitrary<infer T> ? T : never;

function write(writer: Writer, item: Field): void {
  if (item.type === "string") writer.string(item.value);
  else writer[item.type](item.value);
}

it("reads what it writes, whatever room it began with", () => {
  fc.assert(
    fc.property(fc.array(field), fc.integer({ min: 0, max: 20 }), (fields, capacity) => {
      const writer = new Writer(capacity);
      writer.array(fields, (item) => write(writer, item));
      const reader = new Reader(Buffer.from(writer.bytes()));
      let at = 0;
      expect(reader.array(() => reader[fields[at++]!.type]())).toEqual(fields.map(({ value }) => value));
      expect(reader.offset).toBe(writer.offset);
    }),
  );
});

it("writes big-endian, strings with their length in bytes", () => {
  const writer = new Writer().int8(1).int16(2).int32(3).int64(-4).string("é").string(null);
  expect(writer.bytes().toString("hex")).toBe("01000200000003fffffffffffffffc0002c3a9ffff");
});

it("overwrites a number that was not known before", () => {
  const writer = new Writer().int32(0).string("abc");
  writer.patchInt32(0, writer.offset);
  expect(new Reader(writer.bytes()).int32()).toBe(9);
});

it("takes an absent array for an empty one", () => {
  const reader = new Reader(Buffer.from("ffffffff07", "hex"));
  expect(reader.array(() => reader.int8())).toEqual([]);
  expect(reader.int8()).toBe(7);
});

it.each(["int8", "int16", "int32", "int64"] as const)("does not read %s past the end", (type) => {
  expect(() => new Reader(Buffer.alloc(0))[type]()).toThrow(RangeError);
});

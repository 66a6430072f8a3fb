import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Dimension } from "./dimensions.ts";
import { units } from "./dimensions.ts";
import { readQuantity } from "./read.ts";

const all: Dimension[] = ["bytes", "bytesPerSecond", "messagesPerSecond", "duration"];

describe("quantities as people write them", () => {
  test.each<[string, Dimension, number]>([
    ["660 MB/s", "bytesPerSecond", 660e6],
    ["660MB/s", "bytesPerSecond", 660e6],
    ["1 MiB/s", "bytesPerSecond", 1_048_576],
    ["10 Gb/s", "bytesPerSecond", 1.25e9],
    ["30 GB/h", "bytesPerSecond", 30e9 / 3600],
    ["485000 msg/s", "messagesPerSecond", 485_000],
    ["485k msg/s", "messagesPerSecond", 485_000],
    ["22 G msg/day", "messagesPerSecond", 22e9 / 86_400],
    ["22 TB", "bytes", 22e12],
    ["512 GiB", "bytes", 512 * 2 ** 30],
    ["1361 B", "bytes", 1361],
    ["1.361 kB", "bytes", 1361],
    ["1e3 B", "bytes", 1000],
    ["24 h", "duration", 86_400],
    ["2 h 40 min", "duration", 9600],
    ["3 days 4 h", "duration", 273_600],
    ["250 ms", "duration", 0.25],
    ["1 year", "duration", 31_536_000],
    ["2 months", "duration", 31_536_000 / 6],
  ])("%s", (text, dimension, value) => {
    const reading = readQuantity(text, [dimension]);
    expect(reading).toMatchObject({ ok: true, quantity: { dimension } });
    expect(reading.ok && reading.quantity.value).toBeCloseTo(value, 6);
  });
});

describe("what is wrong, and what to write instead", () => {
  test.each<[string, Dimension[], string, string]>([
    ["660 MBs", ["bytesPerSecond"], "`660 MBs` has the unknown unit `MBs`", "did you mean `660 MB/s`?"],
    [
      "660 mb/s",
      ["bytesPerSecond"],
      "`660 mb/s` has the unknown unit `mb/s`",
      "did you mean `660 MB/s` or `660 Mb/s`?",
    ],
    ["10 Gbps", ["bytesPerSecond"], "`10 Gbps` has the unknown unit `Gbps`", "did you mean `10 Gb/s`?"],
    ["22 Tb", ["bytes"], "`22 Tb` has the unknown unit `Tb`", "did you mean `22 TB`?"],
    ["485000", ["messagesPerSecond"], "`485000` has no unit", "write for example `485000 msg/s`"],
    ["24 h", ["bytes"], "`24 h` is a time, but a size is wanted here", "write for example `22 TB`"],
    [
      "485,000 msg/s",
      ["messagesPerSecond"],
      "`485,000 msg/s` has a separator in its number",
      "write `485000 msg/s`, with a point for decimals",
    ],
    [
      "4 h 10 parsecs",
      ["duration"],
      "`4 h 10 parsecs` has the unknown unit `h 10 parsecs`",
      "write for example `24 h`",
    ],
    ["-5 MB/s", ["bytesPerSecond"], "`-5 MB/s` is negative", "write a positive number"],
    ["1e400 B", ["bytes"], "`1e400 B` is too large to be meant", "check the number and its unit"],
    ["much", ["bytes"], "`much` is not a number with a unit", "write for example `22 TB`"],
    ["", ["bytes", "duration"], "`` is not a number with a unit", "write for example `22 TB` or `24 h`"],
  ])("%s as %j", (text, dimensions, message, remedy) => {
    expect(readQuantity(text, dimensions)).toEqual({ ok: false, message, remedy });
  });
});

test("no text makes the reader throw, and what it accepts is a number from zero on", () => {
  const nearMiss = fc
    .tuple(fc.double(), fc.constantFrom(" ", ""), fc.string({ maxLength: 8 }))
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.oneof(fc.string(), nearMiss), (text) => {
      const reading = readQuantity(text, all);
      return reading.ok ? reading.quantity.value >= 0 && reading.quantity.value <= 1e24 : reading.remedy.length > 0;
    }),
  );
});

test("every unit scales its number by its factor", () => {
  fc.assert(
    fc.property(fc.constantFrom(...units), fc.integer({ min: 1, max: 1_000_000 }), (unit, amount) => {
      expect(readQuantity(`${amount} ${unit.spelling}`, all)).toEqual({
        ok: true,
        quantity: { dimension: unit.dimension, value: amount * unit.factor },
      });
    }),
  );
});

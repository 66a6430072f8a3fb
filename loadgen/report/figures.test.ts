import { expect, test } from "vitest";
import { count, factor, gibibytes, messageRate, milliseconds, percent, quantity, seconds, short } from "./figures.ts";

test.each([
  [count(485_000), "485,000"],
  [messageRate(24_250.4), "24,250 msg/s"],
  [short(24_250), "24.3k"],
  [short(0.05), "0.05"],
  [short(8_000_000), "8M"],
  [short(24e9), "24G"],
  [percent(null), "not checked"],
  [percent(0), "0 %"],
  [percent(0.0996), "10 %"],
  [percent(0.099), "9.9 %"],
  [percent(1.26), "126 %"],
  [milliseconds(0), "0 ms"],
  [milliseconds(0.0456), "0.046 ms"],
  [milliseconds(4.236), "4.24 ms"],
  [milliseconds(1234.5), "1,235 ms"],
  [milliseconds(12_345), "12.3 s"],
  [seconds(0.55), "0.6 s"],
  [factor(1 / 20), "1/20"],
  [factor(1), "1"],
  [factor(0.3), "0.3"],
  [factor(2), "2"],
  [quantity(22e12, "B"), "22 TB"],
  [quantity(660e6, "B/s"), "660 MB/s"],
  [quantity(14_400, "s"), "4 h"],
  [quantity(0.43, "fraction"), "43 %"],
  [quantity(1980, "replicas"), "1,980 replicas"],
  [quantity(2.71951, "cores"), "2.72 cores"],
  [quantity("zookeeper", ""), "zookeeper"],
  [quantity(null, "B/s"), "not checked"],
  [gibibytes(6 * 2 ** 30), "6 GiB"],
])("%s", (shown, expected) => {
  expect(shown).toBe(expected);
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatBitsPerSecond,
  formatBytes,
  formatBytesPerSecond,
  formatDuration,
  formatMessagesPerSecond,
} from "./format.ts";
import { parseBytes, parseBytesPerSecond, parseDuration, parseMessagesPerSecond } from "./parse.ts";

test.each([
  [formatBytesPerSecond(660_085_000), "660 MB/s"],
  [formatBytesPerSecond(999_960_000), "1 GB/s"],
  [formatBytes(3.2e12), "3.2 TB"],
  [formatBytes(1361), "1.36 kB"],
  [formatBytes(0), "0 B"],
  [formatBitsPerSecond(1.25e9), "10 Gb/s"],
  [formatMessagesPerSecond(485_000), "485000 msg/s"],
  [formatMessagesPerSecond(999_999.9), "1 M msg/s"],
  [formatMessagesPerSecond(8e6), "8 M msg/s"],
  [formatDuration(9600), "2 h 40 min"],
  [formatDuration(86_400), "24 h"],
  [formatDuration(3599.9), "1 h"],
  [formatDuration(59.99), "1 min"],
  [formatDuration(273_600), "3 days 4 h"],
  [formatDuration(630 * 86_400), "630 days"],
  [formatDuration(1095 * 86_400), "3 years"],
  [formatDuration(731 * 86_400), "2 years 1 day"],
  [formatDuration(1673 * 86_400), "4 years 213 days"],
  [formatDuration(0.25), "250 ms"],
])("%s", (shown, expected) => {
  expect(shown).toBe(expected);
});

describe("what is shown reads back to three digits", () => {
  const amount = fc.double({ min: 1e-3, max: 1e18, noNaN: true });
  test.each([
    ["sizes", formatBytes, parseBytes, 0.006],
    ["data rates", formatBytesPerSecond, parseBytesPerSecond, 0.006],
    ["bits", formatBitsPerSecond, parseBytesPerSecond, 0.006],
    ["message rates", formatMessagesPerSecond, parseMessagesPerSecond, 0.006],
    // Two units at most: half an hour in two days.
    ["times", formatDuration, parseDuration, 0.0105],
  ] as const)("%s", (_, format, parse, tolerance) => {
    fc.assert(
      fc.property(amount, (value) => {
        expect(Math.abs(parse(format(value), "test") / value - 1)).toBeLessThan(tolerance);
      }),
    );
  });
});

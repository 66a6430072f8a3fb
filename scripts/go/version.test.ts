import { expect, test } from "vitest";
import { isAtLeast } from "./version.ts";

test.each([
  ["3.246.0", "3.246.0", true],
  ["v3.246.1", "3.246.0", true],
  ["3.1000.0", "3.208.0", true],
  ["4.0.0", "3.208.0", true],
  ["3.207.9", "3.208.0", false],
  ["2.999.0", "3.208.0", false],
  ["3.208.0-alpha.1", "3.208.0", true],
  ["devel", "1.25.8", false],
])("%s is at least %s: %s", (version, least, expected) => {
  expect(isAtLeast(version, least)).toBe(expected);
});

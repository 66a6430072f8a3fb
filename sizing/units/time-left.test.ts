import { expect, test } from "vitest";
import { timeLeft } from "./time-left.ts";

test.each([
  [0, 8, 3, "just begun"],
  [2, 8, 4, "about 12 s left"],
  [1, 100, 2, "about 3 min 18 s left"],
  [8, 8, 4, "almost done"],
  [9, 8, 4, "almost done"],
])("%d of %d after %d s: %s", (done, of, elapsed, text) => expect(timeLeft(done, of, elapsed)).toBe(text));

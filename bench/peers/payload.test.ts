import { expect, test } from "vitest";
import { payload } from "./payload.ts";

test("a payload has its bytes in one line, and each seed gives another", () => {
  const texts = [1, 2, 3].map((seed) => payload(1361, seed));
  for (const text of texts) {
    expect(Buffer.byteLength(text)).toBe(1361);
    expect(text).toMatch(/^[\w+/]+$/);
  }
  expect(new Set(texts).size).toBe(3);
  expect(payload(1361, 1)).toBe(texts[0]);
});

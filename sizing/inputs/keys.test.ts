import { expect, test } from "vitest";
import { hottestShare } from "./keys.ts";

test.each<[string, Parameters<typeof hottestShare>[0], number]>([
  ["nothing known", {}, 0],
  ["as told", { hottest: 0.02 }, 0.02],
  ["even", { count: 50 }, 1 / 50],
  // 1 / (1 + 1/2 + 1/3 + 1/4) = 12/25.
  ["Zipf of four keys", { count: 4, skew: 1 }, 12 / 25],
  // 1 / (1 + 1/4 + 1/9) = 36/49.
  ["Zipf with exponent 2", { count: 3, skew: 2 }, 36 / 49],
])("the hottest key has its share: %s", (_, given, share) => {
  expect(hottestShare(given)).toBeCloseTo(share, 12);
});

test("of sixteen million keys the integral comes to what the sum of all terms does", () => {
  let sum = 0;
  for (let k = 16_000_000; k >= 1; k--) sum += k ** -0.9;
  expect(hottestShare({ count: 16_000_000, skew: 0.9 }) * sum).toBeCloseTo(1, 5);
});

import { expect, test } from "vitest";
import { leastRegret } from "./regret.ts";

test("by hand: the larger host is regretted less than the cheaper one that must be grown late", () => {
  // Best: 100 at the low end, 200 likely, 500 at the high end.
  const costs = [
    { offer: "small", at: { low: 100, likely: 200, high: 600 } },
    { offer: "large", at: { low: 220, likely: 220, high: 500 } },
  ];
  // small for likely: 100 low, 0 likely, high pays 600 + 1 x 400, regret 500: (100 + 0 + 500) / 6 = 100.
  // large for likely: 120, 20, high pays 500 + 280, regret 280: (120 + 80 + 280) / 6 = 80.
  // large for high: 400, 300, 0: (400 + 1200) / 6 = 267.
  const decision = leastRegret(costs, 1);
  expect(decision).toMatchObject({ offer: "large", boughtFor: "likely", regret: { low: 120, likely: 20, high: 280 } });
  expect(decision?.expected).toBeCloseTo(80, 9);
});

test("a heavy penalty for growing late buys for the high end", () => {
  const decision = leastRegret([{ offer: "only", at: { low: 100, likely: 200, high: 300 } }], 20);
  // For likely: high pays 300 + 20 x 100: (100 + 0 + 2000) / 6 = 350. For high: (200 + 4 x 100 + 0) / 6 = 100.
  expect(decision).toMatchObject({ boughtFor: "high" });
  expect(decision?.expected).toBeCloseTo(100, 9);
});

test("an offer that does not carry the high end is no choice", () => {
  const costs = [
    { offer: "weak", at: { low: 1, likely: 2, high: null } },
    { offer: "strong", at: { low: 10, likely: 10, high: 10 } },
  ];
  expect(leastRegret(costs, 1)).toMatchObject({ offer: "strong", boughtFor: "likely" });
  expect(leastRegret([costs[0]!], 1)).toBeNull();
});

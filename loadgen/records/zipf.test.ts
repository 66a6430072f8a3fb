import { expect, it } from "vitest";
import { uniform } from "./random.ts";
import { Zipf } from "./zipf.ts";

it.each([0.5, 1, 1.7])("gives ranks as often as 1 / rank^%s has them", (exponent) => {
  const count = 50;
  const zipf = new Zipf(count, exponent);
  const random = uniform(9);
  const seen = new Float64Array(count + 1);
  const samples = 400_000;
  for (let i = 0; i < samples; i++) seen[zipf.sample(random)]!++;
  const weights = Array.from({ length: count }, (_, k) => (k + 1) ** -exponent);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  expect(seen[0]).toBe(0);
  // Chi-squared with 49 degrees of freedom is above 85.4 once in a thousand; the seed is fixed.
  const chiSquared = weights.reduce((sum, weight, k) => {
    const expected = (samples * weight) / total;
    return sum + (seen[k + 1]! - expected) ** 2 / expected;
  }, 0);
  expect(chiSquared).toBeLessThan(85.4);
});

it("stays within its ranks with one, and with a million of millions", () => {
  const random = uniform(2);
  const [one, many] = [new Zipf(1, 0.9), new Zipf(1e12, 0.9)];
  for (let i = 0; i < 10_000; i++) {
    expect(one.sample(random)).toBe(1);
    const rank = many.sample(random);
    expect(Number.isSafeInteger(rank) && rank >= 1 && rank <= 1e12).toBe(true);
  }
});

import { expect, test } from "vitest";
import type { Proof } from "../proof/proof.ts";
import { proof } from "../report/fixtures.ts";
import { repeatsOf, repeatsSchema } from "./repeats.ts";

const ran = (messagesPerSecond: number, verdict: Proof["verdict"] = "pass"): Proof => ({
  ...proof,
  verdict,
  produce: { ...proof.produce, messagesPerSecond },
});

test("tell the mean of the runs and how sure it is", () => {
  const repeats = repeatsOf([ran(990), ran(1000), ran(1010)]);
  expect(repeatsSchema.parse(repeats)).toEqual(repeats);
  expect(repeats.runs.map((run) => run.messagesPerSecond)).toEqual([990, 1000, 1010]);
  const { mean, halfWidth, confidence } = repeats.spread.messagesPerSecond;
  // Two degrees of freedom: t is 4.303; the standard deviation is 10.
  expect([mean, confidence]).toEqual([1000, 0.95]);
  expect(halfWidth).toBeCloseTo((4.303 * 10) / Math.sqrt(3), 2);
  expect(repeats.spread.p99).toMatchObject({ mean: proof.produce.latency.p99, halfWidth: 0 });
});

test.each([
  [["pass", "pass"], "pass"],
  [["pass", "invalid"], "invalid"],
  [["invalid", "fail", "pass"], "fail"],
] as const)("%j together are %s", (verdicts, together) => {
  expect(repeatsOf(verdicts.map((verdict) => ran(1000, verdict))).verdict).toBe(together);
});

test("of one run there is no spread", () => {
  expect(() => repeatsOf([ran(1000)])).toThrow(RangeError);
});

import { expect, test } from "vitest";
import type { Proof } from "../proof/proof.ts";
import { failedProof, proof } from "../report/fixtures.ts";
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
  expect(repeats.spread.latency!.p99).toMatchObject({ mean: proof.produce.latency.p99, halfWidth: 0 });
});

test("audit all runs together", () => {
  const [clean, failed] = [proof.audit, failedProof.audit];
  const { audit, runs } = repeatsOf([proof, failedProof, failedProof]);
  expect(audit).toEqual({
    clean: false,
    acknowledged: clean.acknowledged + 2 * failed.acknowledged,
    consumed: clean.consumed + 2 * failed.consumed,
    lost: clean.lost + 2 * failed.lost,
    corrupted: clean.corrupted + 2 * failed.corrupted,
    repeated: clean.repeated + 2 * failed.repeated,
    outOfOrder: clean.outOfOrder + 2 * failed.outOfOrder,
    unacknowledged: clean.unacknowledged + 2 * failed.unacknowledged,
  });
  expect(audit.lost).toBeGreaterThan(0);
  expect(runs.map(({ audit: own }) => own.lost)).toEqual([clean.lost, failed.lost, failed.lost]);
});

test("tell no latency where a run has none", () => {
  const nothing = { ...proof, produce: { ...proof.produce, latency: { ...proof.produce.latency, count: 0 } } };
  const { runs, spread } = repeatsOf([proof, nothing]);
  expect(runs.map(({ latency }) => latency === null)).toEqual([false, true]);
  expect(spread.latency).toBeNull();
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

import { expect, test } from "vitest";
import type { Proof } from "../../proof/proof.ts";
import { failedProof, latencyOf, proof } from "../fixtures.ts";
import { renderHtml } from "../html/page.ts";
import { comparisonOfProofs } from "./proofs.ts";

const slow: Proof = { ...proof, run: "77aa01", produce: { ...proof.produce, latency: latencyOf(40) } };
const beside = (now: Proof, other: Proof) =>
  comparisonOfProofs({ label: "now", value: now }, { label: "then", value: other });

test("names what became worse, and counts it", () => {
  const worse = beside(slow, proof);
  expect(worse.verdict.sentence).toBe(
    "now held 24,250 msg/s, then held 24,250 msg/s; worse: `produce.p50`, `produce.p99`, `produce.p999`; 0 figures are better.",
  );
  expect(worse.highlights.slice(0, 3)).toEqual([
    ["better", "0"],
    ["worse", "3"],
    ["the same", "5"],
  ]);
  expect(beside(proof, slow).verdict.sentence).toContain("nothing is worse; 3 figures are better.");
});

test("runs of other loads are shown beside each other, but not judged", () => {
  const other = beside(proof, { ...proof, scale: { factor: 0.1, chosen: "as asked" } });
  expect(other.verdict.sentence).toContain("their loads differ, so that no figure can be judged");
  expect(renderHtml(other)).toContain("scale: 1/20 now, 1/10 in the baseline");
});

test("draws both runs in each chart, and keeps the findings and the audit of each", () => {
  const page = renderHtml(beside(proof, failedProof));
  const text = page.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
  expect(page.match(/<ul class="legend"><li class="second">then<\/li><li class="first">now<\/li><\/ul>/g)).toHaveLength(
    2,
  );
  expect(text).toContain("then fail: 3 acknowledged messages are missing");
  expect(text).toContain("Audit: clean");
  expect(text).toContain("Audit: not clean");
});

test("runs without a series have no charts over time", () => {
  const empty = { ...proof, series: [] };
  expect(renderHtml(beside(empty, empty))).toContain("The runs left no series.");
});

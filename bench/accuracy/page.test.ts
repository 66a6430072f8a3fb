import { expect, test } from "vitest";
import { compare } from "./comparison.ts";
import { renew } from "./page.ts";
import { study } from "./samples.ts";
import { summarise } from "./summary.ts";

const page =
  "before\n<!-- accuracy: made by `npm run accuracy`, not by hand -->\nfrom the run before\n<!-- accuracy: end -->\nafter\n";
const comparisons = [
  compare(
    "planned",
    study({ real: { brokers: 4, clusters: 2, bottleneck: ["cpu"] }, assumed: ["a network of 1 Gb/s"] }),
    {
      outcome: "cluster",
      brokers: 6,
      clusters: 2,
      bottleneck: "cpu",
    },
  ),
  compare("refused", study(), { outcome: "refused", because: "PLM-CPU-001: cpu" }),
  compare("untold", study({ complete: false, real: undefined, because: "the hardware is missing" }), null),
];
const renewed = renew(page, comparisons, summarise(comparisons));

test("only what stands between the marks is made anew, and making it again changes nothing", () => {
  expect(renewed).toMatch(/^before\n/);
  expect(renewed).toMatch(/\nafter\n$/);
  expect(renewed).not.toContain("from the run before");
  expect(renew(renewed, comparisons, summarise(comparisons))).toBe(renewed);
});

test("a case is a row with its ratio, and has its sources and assumptions below", () => {
  expect(renewed).toContain(
    "| planned | 2020 | 4 brokers in 2 clusters | 6 brokers in 2 clusters | 1.50 | cpu | cpu (found) |",
  );
  expect(renewed).toContain("Assumed: a network of 1 Gb/s.");
  expect(renewed).toContain("<https://example.org/benchmark>");
});

test("a refusal is shown with its reason", () => {
  expect(renewed).toContain("- refused: PLM-CPU-001: cpu");
  expect(renewed).toContain("1 of 2 complete cases within a factor of 2, 1 refused");
});

test("what tells too little is listed with what is missing", () => {
  expect(renewed).toContain("### untold");
  expect(renewed).toContain("Does not count: the hardware is missing.");
});

test("a page without the marks is an error", () => {
  expect(() => renew("nothing", [], summarise([]))).toThrow("the page has no part between");
});

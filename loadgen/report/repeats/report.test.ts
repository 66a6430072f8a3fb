import { expect, test } from "vitest";
import type { Proof } from "../../proof/proof.ts";
import { repeatsOf } from "../../repeats/repeats.ts";
import { failedProof, invalidProof, proof } from "../fixtures.ts";
import type { Block } from "../model/block.ts";
import { plan } from "../plan-fixtures.ts";
import { renderRepeatsSummary } from "./ci-summary.ts";
import { reportOfRepeats } from "./report.ts";
import { repeatsVerdict } from "./verdict.ts";

const at = (messagesPerSecond: number): Proof => ({ ...proof, produce: { ...proof.produce, messagesPerSecond } });
const three = repeatsOf([at(24_200), at(24_250), at(24_300)]);
const mixed = repeatsOf([proof, failedProof, invalidProof]);

const charts = (blocks: readonly Block[]) => blocks.flatMap((block) => (block.kind === "chart" ? [block.chart] : []));
const tables = (blocks: readonly Block[]) => blocks.flatMap((block) => (block.kind === "table" ? [block] : []));

test("a report has all runs together, each run, and the plan", () => {
  const { parts, highlights, besides } = reportOfRepeats(three, plan);
  const titles = parts.map(({ title }) => title);
  expect(titles.slice(0, 4)).toEqual(["All runs together", "Run 1: pass", "Run 2: pass", "Run 3: pass"]);
  expect(titles.length).toBeGreaterThan(4);
  expect(new Set(parts.map(({ id }) => id)).size).toBe(parts.length);
  expect(besides[0]!.part).toBe("plan");
  // Two degrees of freedom: 4.303 times 50, over the root of 3.
  expect(highlights).toContainEqual(["held", "24,250 msg/s ± 124 msg/s"]);
  expect(highlights).toContainEqual(["lost", "0 of 1,455,000"]);
});

test("figures over all runs have their mean, interval and range", () => {
  const [spread, runs] = tables(reportOfRepeats(three, plan).parts[0]!.blocks);
  expect(spread!.rows[0]).toEqual(["rate", "24,250 msg/s", "124 msg/s", "0.5 %", "24,200 msg/s", "24,300 msg/s"]);
  expect(spread!.rows).toHaveLength(4);
  expect(runs!.rows.map(([name]) => name)).toEqual(["run 1", "run 2", "run 3"]);
});

test("the charts have each run as a point, between the ends of the interval", () => {
  const [rate, latency] = charts(reportOfRepeats(three, plan).parts[0]!.blocks);
  const acknowledged = rate!.lines.find(({ apart }) => apart)!;
  expect(acknowledged.points.map(([run]) => run)).toEqual([1, 2, 3]);
  const parts = acknowledged.points.map(([, part]) => part!);
  for (const [i, held] of [24_200, 24_250, 24_300].entries()) expect(parts[i]).toBeCloseTo(held / 24_250 - 1, 9);
  const level = (name: string) => rate!.lines.find((line) => line.name === name)!.points[0]![1]!;
  expect(level("mean")).toBeCloseTo(0, 9);
  expect(level("95 %, to") - level("95 %, from")).toBeCloseTo((2 * 124.2) / 24_250, 5);
  expect(latency!.lines.map(({ name }) => name)).toContain("99 %");
});

test("runs that acknowledged nothing have no latency, and the rest is told", () => {
  const nothing = {
    ...failedProof,
    produce: { ...failedProof.produce, latency: { ...proof.produce.latency, count: 0 } },
  };
  const { parts, highlights } = reportOfRepeats(repeatsOf([proof, nothing]), plan);
  expect(highlights).toContainEqual(["99 % acknowledged in", "none in a run"]);
  expect(charts(parts[0]!.blocks).map(({ id }) => id)).toEqual(["rate-by-run"]);
  expect(tables(parts[0]!.blocks)[0]!.rows.map(([name]) => name)).toEqual(["rate"]);
});

test("the verdict names the runs that decided it", () => {
  expect(repeatsVerdict(three)).toEqual({
    word: "pass",
    sentence:
      "3 runs of 1/20 of the workload held 24,250 msg/s, give or take 124 msg/s (95 % confidence); nothing was lost in any.",
  });
  const { word, sentence } = repeatsVerdict(mixed);
  expect(word).toBe("fail");
  expect(sentence).toMatch(/^1 of 3 runs failed: run 2 \(.*20,100 msg\/s held of 24,250 due\)\.$/);
  const invalid = repeatsVerdict(repeatsOf([invalidProof, proof, invalidProof, invalidProof, invalidProof]));
  expect(invalid.sentence).toMatch(/^4 of 5 runs are invalid: run 1 \(.*\); run 3 \(.*\); run 4 \(.*\); and 1 more\.$/);
});

test("the summary for CI has the figures, every run, and what did not pass", () => {
  const page = renderRepeatsSummary(mixed);
  expect(page).toMatch(/^### claro: fail\n\n1 of 3 runs failed: run 2 \(/);
  const against = page
    .slice(page.indexOf("Findings that are no pass"))
    .split("\n")
    .filter((line) => line.startsWith("| run "));
  const expected = [failedProof, invalidProof].flatMap(({ findings }) =>
    findings.filter(({ outcome }) => outcome !== "pass"),
  );
  expect(against.slice(1)).toHaveLength(expected.length);
  expect(against[1]).toMatch(/^\| run 2 \| `\w+` \| \*\*fail\*\* \| /);
  expect(renderRepeatsSummary(three)).not.toContain("Findings");
});

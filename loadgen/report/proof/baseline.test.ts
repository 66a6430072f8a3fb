import { expect, test } from "vitest";
import { blocksMarkup } from "../html/blocks.ts";
import { baselineBlocks } from "./baseline.ts";

const run = { run: "8f2c1a", startedAt: "2026-01-15T10:20:30.000Z", tolerance: 0.2 };
const change = {
  figure: "produce.p99",
  before: 10,
  now: 30,
  text: "30 ms, 10 ms in the baseline",
  outcome: "worse",
} as const;
const text = (of: Parameters<typeof baselineBlocks>[0]) => blocksMarkup(baselineBlocks(of), 3).text;

test("a comparison shows each figure with what became of it", () => {
  const page = text({ ...run, differences: [], changes: [change] });
  for (const part of [
    "Beside run 8f2c1a of 2026-01-15",
    "more than 20 %",
    "<code>produce.p99</code>",
    change.text,
    '<span class="outcome worse">',
  ])
    expect(page).toContain(part);
});

test("runs of different loads are not compared, and one without a baseline has no section", () => {
  const page = text({ ...run, differences: ["scale: 1 now, 1/2 in the baseline"], changes: [] });
  expect(page).toContain("<li>scale: 1 now, 1/2 in the baseline</li>");
  expect(page).not.toContain("<table");
  expect(baselineBlocks(null)).toEqual([]);
});

import { describe, expect, test } from "vitest";
import { Problem } from "../problem.ts";
import { rawWorkload } from "../testing/samples.ts";
import { takeRanges } from "./ranges.ts";
import { parseWorkload } from "./workload.ts";

test("a range is its likely value, and the ends are workloads of their own", () => {
  const { topics, ranged } = parseWorkload(rawWorkload({ rate: "300 MB/s..660 MB/s..0.9 GB/s" }), "w.yaml");
  const rates = [ranged?.low, { topics }, ranged?.high].map((workload) => workload?.topics[0]?.rate.value);
  expect(rates).toEqual([300e6, 660e6, 900e6]);
  expect(ranged?.ranges).toEqual([{ key: "topics.0.rate", low: "300 MB/s", likely: "660 MB/s", high: "0.9 GB/s" }]);
});

test("numbers may be ranges as well, several of them move together, and names with dots are no ranges", () => {
  const raw = rawWorkload(
    { name: "a..b..c", consumers: [{ group: "g", history: "0..0.1..0.5" }] },
    { growth: { factor: "1.1..1.5..2", over: "1 year", horizon: "2 years" } },
  );
  const { topics, ranged } = parseWorkload(raw, "w.yaml");
  expect(topics[0]).toMatchObject({ name: "a..b..c", consumers: [{ history: 0.1 }] });
  expect(ranged?.high).toMatchObject({ growth: { factor: 2 }, topics: [{ consumers: [{ history: 0.5 }] }] });
});

test("a file without ranges is passed on as it is", () => {
  const raw = rawWorkload();
  expect(takeRanges(raw)).toEqual({ at: { low: raw, likely: raw, high: raw }, ranges: [], mistakes: [] });
  expect(parseWorkload(raw, "w.yaml").ranged).toBeNull();
});

describe("a mistake in a range", () => {
  test.each<[string, string, RegExp]>([
    ["two values", "300 MB/s..900 MB/s", /^topics\.0\.rate: `300 MB\/s\.\.900 MB\/s` has 2 values; write three/],
    [
      "falling values",
      "900 MB/s..660 MB/s..1 GB/s",
      /^topics\.0\.rate: .* does not rise; write low\.\.likely\.\.high$/,
    ],
    ["falling values in other units", "1 MB/s..1 kB/s..1 GB/s", /^topics\.0\.rate: .* does not rise/],
    ["a low end of zero", "0 MB/s..1 MB/s..1 GB/s", /^topics\.0\.rate: at its low end `0 MB\/s` is zero/],
    [
      "a unit that does not exist",
      "1 MB/s..2 MB/s..3 MBs",
      /^topics\.0\.rate: at its high end `3 MBs` has the unknown unit/,
    ],
  ])("%s", (_, rate, line) => {
    const parse = () => parseWorkload(rawWorkload({ rate }), "w.yaml");
    expect(parse).toThrow(Problem);
    try {
      parse();
    } catch (error) {
      expect((error as Problem).details).toContainEqual(expect.stringMatching(line));
    }
  });
});

import { expect, test } from "vitest";
import { proof } from "../fixtures.ts";
import { whileLoaded } from "./while-loaded.ts";

const idle = { acknowledgedMessages: 0, consumedMessages: 0, dueMessages: 0 };

test("seconds in which nothing flows any more are left out", () => {
  const series = proof.series.map((sample) => ({ ...sample, t: sample.t + 1 }));
  const { brokers } = proof;
  const end = series.at(-1)!.t;
  const after = Array.from({ length: 20 }, (_, i) => ({ ...series.at(-1)!, ...idle, t: end + 1 + i }));
  const late = brokers.map((sample) => ({ ...sample, t: sample.t + end + 2 }));
  const shown = whileLoaded({ ...proof, series: [...series, ...after], brokers: [...brokers, ...late] });
  expect(shown.series).toEqual(series);
  expect(shown.brokers).toEqual(brokers);
});

test("a stall within the load stays", () => {
  const [first, ...rest] = proof.series;
  expect(whileLoaded({ ...proof, series: [{ ...first!, ...idle }, ...rest] }).series).toHaveLength(proof.series.length);
});

test("a run in which nothing flowed at all is shown as it is", () => {
  const series = proof.series.map((sample) => ({ ...sample, ...idle }));
  expect(whileLoaded({ ...proof, series }).series).toEqual(series);
});

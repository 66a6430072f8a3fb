import { expect, test } from "vitest";
import { fitCosts, type Observation } from "./fit.ts";
import { fitForPlanner } from "./fit-for-planner.ts";

/** Bytes written and sent always go together, so that their costs cannot be told apart; 0.4 CPU-s/GB sent is the default. */
const observations: Observation[] = [
  [1, 1],
  [1, 4],
  [2, 1],
  [3, 5],
  [1, 2],
].map(([batches = 0, written = 0]) => ({
  name: `${batches} and ${written}`,
  cpuSeconds: 2 * batches + 3 * written + 0.4 * written,
  work: { cpuPerMillionBatches: batches, cpuPerGigabyteWritten: written, cpuPerGigabyteSent: written },
}));

test("what cannot be told keeps its default, and the others are fitted beside it", () => {
  const alone = fitCosts(observations);
  expect(alone.untold).toEqual(["cpuPerGigabyteWritten", "cpuPerGigabyteSent"]);
  // Batches alone are told. Beside the defaults of 2.1 and 0.4 a GB, 0.9 a GB is left that no cost explains.
  const { costs, untold, quality } = fitForPlanner(observations);
  expect(untold).toEqual(["cpuPerGigabyteWritten", "cpuPerGigabyteSent"]);
  expect(costs.map(({ cost }) => cost)).toEqual(["cpuPerMillionBatches"]);
  const { value } = costs[0]!;
  expect(value).toBeGreaterThan(2);
  expect(quality.medianError).toBeGreaterThan(0);
  const last = value * 1 + 2.5 * 2;
  expect(quality.medianError).toBeCloseTo(medianOf(observations.map((each) => errorOf(each, value))), 9);
  expect(errorOf(observations[4]!, value)).toBeCloseTo(Math.abs(last / 8.8 - 1), 9);
});

test("where every cost is told the fit is the plain one", () => {
  const apart = observations.map((each, i) => ({
    ...each,
    work: { cpuPerMillionBatches: each.work.cpuPerMillionBatches!, cpuPerGigabyteWritten: 1 + i * i },
    cpuSeconds: 2 * each.work.cpuPerMillionBatches! + 3 * (1 + i * i),
  }));
  expect(fitForPlanner(apart)).toEqual(fitCosts(apart));
});

test("defaults that are more than what was measured are not taken off", () => {
  const cheap = observations.map((each) => ({ ...each, cpuSeconds: each.cpuSeconds / 10 }));
  const alone = fitCosts(cheap);
  const { costs, untold } = fitForPlanner(cheap);
  expect({ costs, untold }).toEqual({ costs: alone.costs, untold: alone.untold });
});

function errorOf({ cpuSeconds, work }: Observation, batchCost: number): number {
  const fitted = batchCost * work.cpuPerMillionBatches! + 2.5 * work.cpuPerGigabyteWritten!;
  return Math.abs(fitted / cpuSeconds - 1);
}

const medianOf = (values: readonly number[]) => values.toSorted((a, b) => a - b)[(values.length - 1) / 2]!;

import { expect, it } from "vitest";
import { batchMeans } from "./batch-means.ts";

it("averages so many neighbours at a time, and leaves out what fills no batch", () => {
  expect(batchMeans([1, 3, 5, 9, 100], 2)).toEqual([2, 7]);
  expect(batchMeans([1, 3], 1)).toEqual([1, 3]);
  expect(batchMeans([1, 3], 3)).toEqual([]);
});

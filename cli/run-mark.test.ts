import { expect, test } from "vitest";
import { markPlaces } from "./run-mark.ts";

test("a mark says which phase it is in, and what both of them will still take", () => {
  const placeOf = markPlaces(25);
  expect([1, 24, 1, 20, 25].map(placeOf)).toEqual([
    "1 of 2, 1 s of 25 s, about 49 s left",
    "1 of 2, 24 s of 25 s, about 26 s left",
    "2 of 2, 1 s of 25 s, about 24 s left",
    "2 of 2, 20 s of 25 s, about 5 s left",
    "2 of 2, 25 s of 25 s, almost done",
  ]);
});

import { expect, test } from "vitest";
import { estimated } from "./estimate.ts";

test("work is silent at first, then tells how far it is and how long it still takes", () => {
  const told: string[] = [];
  let now = 0;
  const tell = estimated("starting nodes", { status: (text) => void told.push(text) }, () => now);
  for (const [ms, done] of [
    [500, 1],
    [1999, 2],
    [4000, 4],
    [8000, 8],
  ] as const) {
    now = ms;
    tell(done, 8);
  }
  expect(told).toEqual(["starting nodes: 4 of 8, about 4 s left", "starting nodes: 8 of 8, almost done"]);
});

import { expect, it } from "vitest";
import { Oddities } from "./oddities.ts";

it("adds up what was due within the same tenth of a second, and keeps the tenths in order", () => {
  const oddities = new Oddities();
  oddities.note(10_299_999, { repeated: 5, outOfOrder: 0 });
  oddities.note(10_150_000, { repeated: 0, outOfOrder: 2 });
  oddities.note(10_200_000, { repeated: 1, outOfOrder: 3 });
  expect(oddities.toArray()).toEqual([
    { dueMicros: 10_100_000, repeated: 0, outOfOrder: 2 },
    { dueMicros: 10_200_000, repeated: 6, outOfOrder: 3 },
  ]);
});

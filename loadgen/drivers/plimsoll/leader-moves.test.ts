import { expect, test } from "vitest";
import { LeaderMoves } from "./leader-moves.ts";

test("a partition has moved when another broker leads it, also after a time without a leader", () => {
  const moves = new LeaderMoves(3);
  const led = (...leaders: number[]) => moves.since((partition) => leaders[partition]!);
  expect(led(1, 2, -1)).toEqual([]); // the first leaders that are known
  expect(led(1, -1, 3)).toEqual([]);
  expect(led(1, 2, 1)).toEqual([2]);
  expect(led(2, 1, 1)).toEqual([0, 1]);
  expect(led(2, 1, 1)).toEqual([]);
});

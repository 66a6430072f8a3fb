import { expect, it } from "vitest";
import { Position } from "./position.ts";

function read(...batches: [epoch: number, offset: number][]): Position {
  const position = new Position(0, 9);
  for (const [epoch, offset] of batches) position.note(epoch, offset);
  position.offset = 30;
  return position;
}

it("knows where that ends which it read of each election", () => {
  const position = read([1, 0], [1, 5], [4, 10], [6, 20], [6, 25]);
  expect([0, 1, 3, 4, 5, 6, 8].map((epoch) => position.endOf(epoch))).toEqual([0, 10, 10, 20, 20, 30, 30]);
  expect([0, 1, 10, 11, 21].map((offset) => position.readBefore(offset))).toEqual([-1, 1, 1, 4, 6]);
  expect(position.lastRead).toBe(6);
});

it("forgets what was read beyond a cut", () => {
  const position = read([1, 0], [4, 10], [6, 20]);
  position.cutAt(10);
  expect(position).toMatchObject({ offset: 10, lastRead: 1 });
  position.restartAt(3);
  expect(position).toMatchObject({ offset: 3, lastRead: -1 });
});

it("does not take a damaged byte for an election that its leader cannot know of", () => {
  expect(read([1, 0], [77, 10], [-1, 20]).lastRead).toBe(1);
});

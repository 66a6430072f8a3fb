import { expect, test } from "vitest";
import { counted, tree } from "./stacks.ts";

test("equal stacks are added up, and what weighs nothing is left out", () => {
  const stacks = counted([
    [["main", "write"], 2],
    [["main", "write"], 3],
    [["main", "a;b"], 1],
    [["idle"], 0],
  ]);
  expect([...stacks]).toEqual([
    ["main;write", 5],
    ["main;a,b", 1],
  ]);
});

test("a frame weighs what was seen in it and below it; the heaviest callee comes first", () => {
  const stacks = new Map([
    ["main", 1],
    ["main;read", 2],
    ["main;write;crc", 4],
  ]);
  expect(tree("all", stacks)).toEqual({
    name: "all",
    weight: 7,
    callees: [
      {
        name: "main",
        weight: 7,
        callees: [
          { name: "write", weight: 4, callees: [{ name: "crc", weight: 4, callees: [] }] },
          { name: "read", weight: 2, callees: [] },
        ],
      },
    ],
  });
});

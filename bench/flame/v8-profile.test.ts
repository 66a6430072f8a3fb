import { expect, test } from "vitest";
import { v8Stacks } from "./v8-profile.ts";

const frame = (functionName: string, url = "", lineNumber = -1) => ({ functionName, url, lineNumber });

test("milliseconds of each stack, without those in which the thread did nothing", () => {
  const profile = {
    nodes: [
      { id: 1, callFrame: frame("(root)"), children: [2, 4] },
      { id: 2, callFrame: frame("pump", "file:///x/producer.ts", 9), children: [3] },
      { id: 3, callFrame: frame("") },
      { id: 4, callFrame: frame("(idle)") },
    ],
    samples: [2, 3, 4, 3],
    timeDeltas: [1000, 500, 9000, 250],
  };
  expect([...v8Stacks(profile)]).toEqual([
    ["pump producer.ts:10", 1],
    ["pump producer.ts:10;(anonymous)", 0.75],
  ]);
});

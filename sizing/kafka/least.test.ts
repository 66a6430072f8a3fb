import { describe, expect, test } from "vitest";
import { resolveRules } from "../rules/overrides.ts";
import { inventory, workload } from "../testing/samples.ts";
import { wholly } from "./assignment.ts";
import { siteOf } from "./candidate.ts";
import { brokersPerSurvivor, survivorsForFiles } from "./least.ts";

const siteWith = (topic: object, lose: object, rules: object = {}) => {
  const given = workload({ ...topic }, { objectives: { lose }, rules });
  return siteOf(wholly(given), inventory({ count: undefined, racks: 3 }), resolveRules(given.rules));
};

describe("brokers for each that must be left", () => {
  test.each([
    // Of three racks two are left; of 3 brokers, the fewest, 2 are left for 2 replicas.
    [2, { racks: 1 }, 3 / 2],
    [2, { zones: 1 }, 3 / 2],
    // Of 3 brokers 2 are left, too few for 3 replicas: each has a third of all, not a half.
    [3, { racks: 1 }, 1],
    // One broker lost is a smaller part the more there are.
    [2, { brokers: 1 }, 1],
  ])("replication %d and a loss of %j: %d", (replication, lose, times) => {
    expect(brokersPerSurvivor(siteWith({ replication, minInsync: 1 }, lose))).toBe(times);
  });
});

test("files: 10.8 TB in segments of 1 GiB and 300 active ones, three handles and two maps each", () => {
  const limits = { maxFileHandles: 10_000, maxMapCount: 7000 };
  const segments = 10.8e12 / 2 ** 30 + 300; // 10,358
  // Handles: 31,075 of 10,000 - 5,000 for connections, 6.2 brokers. Maps: 20,716 of 7,000, 3.0 brokers.
  expect((segments * 3) / 5000).toBeCloseTo(6.2, 1);
  expect(survivorsForFiles(siteWith({}, { brokers: 1 }, limits), [100])).toBe(6);
  expect(survivorsForFiles(siteWith({}, { brokers: 1 }, { ...limits, maxMapCount: 2000 }), [100])).toBe(10);
});

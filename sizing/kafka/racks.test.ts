import { describe, expect, test } from "vitest";
import { inventory } from "../testing/samples.ts";
import { fixedBrokers, lostBrokers, lostReplicas, racksOf } from "./racks.ts";

const hosts = ["a", "a", "b"].map((rack, at) => ({ id: `k${at}`, address: "k", rack, roles: ["broker"] }));
const withHosts = inventory({ count: undefined }, { hosts });

describe("racks", () => {
  test("each broker is one of its own where none are named", () => {
    expect(racksOf(inventory(), 3)).toEqual({ names: ["r1", "r2", "r3"], sizes: [1, 1, 1], told: false });
  });
  test("brokers are dealt to a number of racks in turn", () => {
    expect(racksOf(inventory({ racks: 3 }), 7)).toEqual({ names: ["r1", "r2", "r3"], sizes: [3, 2, 2], told: true });
  });
  test("racks keep their names", () => {
    expect(racksOf(inventory({ racks: ["x", "y"] }), 4)).toEqual({ names: ["x", "y"], sizes: [2, 2], told: true });
  });
  test("hosts say in which they stand, and how many brokers there are", () => {
    expect(fixedBrokers(withHosts)).toBe(3);
    expect(racksOf(withHosts, 3)).toEqual({ names: ["a", "b"], sizes: [2, 1], told: true });
    expect(racksOf(withHosts, 6)).toEqual({ names: ["a", "b"], sizes: [3, 3], told: true });
  });
});

describe("losses", () => {
  const seven = racksOf(inventory({ racks: 3 }), 7);
  test.each([
    [{}, 0],
    [{ brokers: 2 }, 2],
    [{ racks: 1 }, 3],
    [{ zones: 2 }, 5],
    [{ brokers: 4, racks: 1 }, 4],
  ])("%j takes %d of 7 brokers in 3 racks", (lose, brokers) => {
    expect(lostBrokers(inventory({ racks: 3 }), lose, 7)).toBe(brokers);
  });
  test.each([
    [{ brokers: 2 }, 3, 2],
    [{ brokers: 4 }, 3, 3],
    [{ racks: 1 }, 3, 1],
    [{ racks: 1 }, 5, 2],
  ])("%j takes, of replication %d, %d", (lose, replication, lost) => {
    expect(lostReplicas(lose, seven, replication)).toBe(lost);
  });
});

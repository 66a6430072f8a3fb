import { expect, test } from "vitest";
import { basePortOf, fixedPorts } from "./fixed-ports.ts";

const everyNode = [
  ...Array.from({ length: 10 }, (_, n) => `zookeeper-${n + 1}`),
  ...Array.from({ length: 35 }, (_, n) => `broker-${n + 1}`),
];

test("no two nodes of a cluster share a port, and all lie in the cluster's hundred", () => {
  const ports = everyNode.flatMap((node) => fixedPorts(20_000, node));
  expect(new Set(ports).size).toBe(ports.length);
  expect(Math.min(...ports)).toBe(20_000);
  expect(Math.max(...ports)).toBe(20_099);
});

test("a node's ports follow from its name", () => {
  expect(fixedPorts(15_000, "zookeeper-2")).toEqual([15_003, 15_004, 15_005]);
  expect(fixedPorts(15_000, "controller-2")).toEqual([15_003]);
  expect(fixedPorts(15_000, "broker-1")).toEqual([15_030, 15_065]);
});

test("a cluster that is too large for one machine is refused", () => {
  expect(() => fixedPorts(15_000, "broker-36")).toThrow("at most 35 brokers");
  expect(() => fixedPorts(15_000, "controller-11")).toThrow("at most 10 metadata nodes");
});

test("names spread over the range below outgoing connections", () => {
  const bases = Array.from({ length: 200 }, (_, n) => basePortOf(`system-${n}`));
  expect(Math.min(...bases)).toBeGreaterThanOrEqual(15_000);
  expect(Math.max(...bases)).toBeLessThan(31_900);
  expect(new Set(bases).size).toBeGreaterThan(80);
});

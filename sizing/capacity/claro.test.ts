import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { capacity, parseInventory, parseWorkload } from "../index.ts";

const read = (name: string) => parse(readFileSync(new URL(`../../stacks/claro/${name}`, import.meta.url), "utf8"));
const workload = parseWorkload(read("workload.yaml"), "workload.yaml");
const inventory = parseInventory(read("inventory.yaml"), "inventory.yaml");
const { steps, tolerance, verdict } = capacity(workload, inventory, 2);
const now = steps[0]!;

const brokers = 5;
const survivors = 4;
const replication = 3;
const messagesPerSecond = 485_000;
const bytesPerSecond = messagesPerSecond * 1361;
const network = 10e9 / 8;
const networkLimit = 0.8;
const usableDisk = 22e12;
const fillLimit = 0.85;
const segment = 2 ** 30;
const replicas = 665 * replication;
const secondsPerHour = 3600;

const multipleOn = (carriers: number) => (network * networkLimit * carriers) / (bytesPerSecond * replication);
const rawHours = (copies: number) => (usableDisk * brokers) / (bytesPerSecond * copies) / secondsPerHour;
const segmentHours = (replicas * segment) / (bytesPerSecond * replication) / secondsPerHour;

function expectJustBelow(found: number | null | undefined, edge: number) {
  expect(found).toBeLessThanOrEqual(edge * (1 + 2e-9));
  expect(found).toBeGreaterThan(edge * (1 - tolerance));
}

describe("the telecom mediation cluster", () => {
  test("carries its peak", () => {
    expect(verdict).toBe("planned");
    expect(now).toMatchObject({ name: "now", brokers });
  });

  test("carries 2.52 times 485,000 msg/s on five hosts, and 2.02 times when one is lost, bound by the network", () => {
    expect(multipleOn(brokers)).toBeCloseTo(2.5249, 4);
    expect(multipleOn(survivors)).toBeCloseTo(2.0199, 4);
    expectJustBelow(now.load.normal.times, multipleOn(brokers));
    expectJustBelow(now.load.objectivesKept.times, multipleOn(survivors));
    const binding = { code: "PLM-NETWORK-001", resource: "networkIn" };
    expect(now.load.normal).toMatchObject({ binding: { ...binding, state: "normal" } });
    expect(now.load.objectivesKept).toMatchObject({ binding: { ...binding, state: "degraded" } });
  });

  test("takes 979,672 msg/s then, in 1,335 partitions: 1,333.3 at 1 MB/s, even over 5 brokers", () => {
    const kept = now.load.objectivesKept;
    if (kept.outcome !== "bounded") throw new Error(kept.outcome);
    expectJustBelow(kept.messagesPerSecond, messagesPerSecond * multipleOn(survivors));
    expectJustBelow(kept.ingressBytesPerSecond, bytesPerSecond * multipleOn(survivors));
    expect(kept.partitions).toBe(1335);
  });

  test("holds 46, 23 and 15 h of raw disk at replication 1, 2 and 3", () => {
    expect([1, 2, 3].map((copies) => Math.floor(rawHours(copies)))).toEqual([46, 23, 15]);
  });

  test("keeps the 15.4 h of raw disk x the fill limit of 85 %, less the segments that are not yet deleted", () => {
    const normal = now.retention.normal;
    if (normal.outcome !== "bounded") throw new Error(normal.outcome);
    expectJustBelow(normal.topics[0]?.retentionHours, fillLimit * rawHours(replication) - segmentHours);
    expect(normal.topics[0]?.retentionHours).toBeCloseTo(12.82, 2);
    expect(normal.topics[0]?.retentionBytesPerPartition).toBeNull();
    expect(normal.binding).toEqual({ cluster: "main", code: "PLM-DISK-001", resource: "disk", state: "normal" });
  });

  test("keeps four fifths of that disk for 10.2 h when a broker may be lost", () => {
    const kept = now.retention.objectivesKept;
    if (kept.outcome !== "bounded") throw new Error(kept.outcome);
    const hours = fillLimit * rawHours(replication) * (survivors / brokers) - segmentHours;
    expectJustBelow(kept.topics[0]?.retentionHours, hours);
    expect(kept.topics[0]?.retentionHours).toBeCloseTo(10.19, 2);
    expect(kept.binding).toEqual({ cluster: "main", code: "PLM-DISK-001", resource: "disk", state: "degraded" });
  });

  test("carries half its peak more with each further broker", () => {
    expect(steps.map(({ name, brokers }) => [name, brokers])).toEqual([
      ["now", 5],
      ["+1", 6],
      ["+2", 7],
    ]);
    for (const [more, { load }] of steps.entries()) {
      expectJustBelow(load.normal.times, multipleOn(brokers + more));
      expectJustBelow(load.objectivesKept.times, multipleOn(survivors + more));
    }
  });
});

import { describe, expect, it } from "vitest";
import { audit } from "../audit/ledger.ts";
import { atTail } from "../groups.ts";
import { steady } from "../load/profile.ts";
import { jobOf, loadOf, openBrokers } from "../testing/load-rig.ts";
import { runLoad } from "./engine.ts";

describe("the consumers of a load", () => {
  it("reads at each group's own rate and lag and rereads its history, and all the rest in the end", async () => {
    const cluster = await openBrokers(1, 2);
    const groups = [
      { ...atTail("slow"), bytesPerSecond: 40_000 },
      { ...atTail("late"), lagSeconds: 1 },
      { ...atTail("again"), history: 0.5 },
    ];
    const topic = loadOf({ partitions: 2, groups, profile: steady(1_000, 2) });
    const result = await runLoad(jobOf(cluster.bootstrap, topic, { threads: { produce: 1, consume: 1 }, seconds: 2 }));
    expect(result.drained).toBe(true);
    expect(result.consume.map(({ messages }) => messages)).toEqual([2_000, 2_000, 2_000]);
    const [slow, late, again] = result.consume;
    // 2 s of 40 kB/s, with a portion of 16 KiB more at most; some 220 kB were stored.
    expect(slow!.windowFetchedBytes).toBeGreaterThan(60_000);
    expect(slow!.windowFetchedBytes).toBeLessThan(100_000);
    expect(slow!.behind).toBeGreaterThan(1_000);
    // What was due in the first of two seconds, read in the second.
    expect(Math.abs(late!.windowMessages - 1_000)).toBeLessThan(150);
    expect(late!.behind).toBeGreaterThan(500);
    expect(again!.windowMessages).toBeGreaterThan(1_900);
    expect(again!.historyBytes).toBeGreaterThan(50_000);
    expect(again!.historyBytes).toBeLessThan(130_000);
    expect([slow!.historyBytes, late!.historyBytes]).toEqual([0, 0]);
    expect(result.consume.every(({ corrupted }) => corrupted === 0)).toBe(true);
    const rows = [result.produce.flatMap((part) => part.rows), result.consume.flatMap((part) => part.rows)] as const;
    const named = groups.map(({ group }) => ({ topic: "t", group }));
    expect(audit(...rows, named, 0)).toMatchObject({ clean: true, lost: 0, repeated: 0, outOfOrder: 0 });
  });

  it("loses nothing and reads nothing twice when its consumers are restarted", async () => {
    const cluster = await openBrokers(2, 4);
    const groups = [atTail("a"), { ...atTail("b"), bytesPerSecond: 60_000 }];
    const topic = loadOf({ partitions: 4, groups, profile: steady(2_000, 2) });
    const change = { threads: { produce: 1, consume: 2 }, seconds: 2, restartConsumersAtSeconds: 1 };
    const result = await runLoad(jobOf(cluster.bootstrap, topic, change));
    expect(result.drained).toBe(true);
    const restarted = result.events.filter(({ text }) => text.endsWith("restarted"));
    expect(restarted.map(({ text }) => text).sort()).toEqual(
      groups.map(({ group }) => `group ${group}: consumers restarted`),
    );
    for (const { t } of restarted) expect(Math.abs(t - 1)).toBeLessThan(0.4);
    const rows = [result.produce.flatMap((part) => part.rows), result.consume.flatMap((part) => part.rows)] as const;
    const named = groups.map(({ group }) => ({ topic: "t", group }));
    expect(audit(...rows, named, 0)).toMatchObject({ consumed: 8_000, lost: 0, repeated: 0, outOfOrder: 0 });
  });

  it("says that a group did not read to the end in time", async () => {
    const cluster = await openBrokers(1, 1);
    cluster.fetchErrors.set(0, Array(1_000).fill("KAFKA_STORAGE_ERROR"));
    const result = await runLoad(
      jobOf(cluster.bootstrap, loadOf({ groups: [atTail("a")] }), {
        threads: { produce: 1, consume: 1 },
        drainSeconds: 0.2,
      }),
    );
    expect(result.drained).toBe(false);
    expect(result.consume[0]).toMatchObject({ group: "a", messages: 0 });
  });
});

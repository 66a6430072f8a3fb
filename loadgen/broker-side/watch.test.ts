import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, test, vi } from "vitest";
import { brokerSample } from "../testing/broker-sample.ts";
import { ProcessProbe } from "./process-probe.ts";
import { type BrokerReading, nothingTold } from "./reading.ts";
import { BrokerWatch } from "./watch.ts";

/** A broker that tells these readings in turn, and a clock that goes on by two seconds with each. */
async function watched(readings: readonly (Partial<BrokerReading> | null)[]) {
  let turn = -1;
  const probe = {
    broker: "b1",
    read: async () => {
      const next = readings[++turn] ?? null;
      return next === null ? null : { ...nothingTold, ...next };
    },
  };
  const watch = new BrokerWatch([probe], () => 2 * turn);
  for (const _ of readings) await watch.read();
  return watch.stop();
}

describe("the watch of a broker", () => {
  it("makes rates of what it counts, and keeps what it measures", async () => {
    const samples = await watched([
      { cpuSeconds: 10, networkInBytes: 1000, isrShrinks: 1, requestQueue: 5 },
      { cpuSeconds: 13, networkInBytes: 5000, isrShrinks: 4, requestQueue: 9, requestHandlerIdle: 0.5 },
    ]);
    expect(samples).toEqual([
      {
        t: 2,
        seconds: 2,
        broker: "b1",
        cpuCores: 1.5,
        diskReadBytesPerSecond: null,
        diskWriteBytesPerSecond: null,
        networkInBytesPerSecond: 2000,
        networkOutBytesPerSecond: null,
        isrShrinks: 3,
        leaders: null,
        underReplicatedPartitions: null,
        requestQueue: 9,
        requestHandlerIdle: 0.5,
      },
    ]);
  });

  it("has no sample across a time in which the broker did not answer, and no rate of counters that began anew", async () => {
    const samples = await watched([
      { cpuSeconds: 10 },
      null,
      { cpuSeconds: 1 },
      { cpuSeconds: 2 },
      { cpuSeconds: 0.5 },
    ]);
    expect(samples.map(({ t, cpuCores }) => [t, cpuCores])).toEqual([
      [6, 0.5],
      [8, null],
    ]);
  });
});

test("two readings at almost the same time make no rate, and the next one counts from the first", async () => {
  const times = [1, 1.001, 2];
  const cpu = [10, 10.01, 10.5];
  let at = 0;
  const probe = { broker: "b1", read: async () => ({ ...nothingTold, cpuSeconds: cpu[at]! }) };
  const watch = new BrokerWatch([probe], () => times[at]!);
  for (; at < times.length; at++) await watch.read();
  const samples = await watch.stop();
  expect(samples.map(({ t, seconds, cpuCores }) => [t, seconds, cpuCores])).toEqual([[2, 1, 0.5]]);
});

describe("a watch", () => {
  const telling = (told: Partial<BrokerReading> | null) => ({
    broker: "broker 1",
    read: async () => (told === null ? null : { ...nothingTold, ...told }),
  });

  it("makes one reading of what several probes tell of a broker", async () => {
    let t = 0;
    const probes = [telling({ cpuSeconds: 1, leaders: 4 }), telling({ leaders: 7, requestQueue: 2 }), telling(null)];
    const watch = new BrokerWatch(probes, () => t++);
    await watch.read();
    await watch.read();
    expect(await watch.stop()).toEqual([
      brokerSample({ t: 1, seconds: 1, broker: "broker 1", cpuCores: 0, leaders: 4, requestQueue: 2 }),
    ]);
  });

  it("reads at the whole seconds of a load, from its beginning on", async () => {
    const began = performance.now() + 100;
    const watch = new BrokerWatch([telling({ leaders: 1 })], () => (performance.now() - began) / 1000);
    watch.start();
    await delay(2200);
    const samples = await watch.stop();
    expect(samples.map(({ t }) => Math.floor(t))).toEqual([1, 2]);
    for (const { seconds } of samples) expect(Math.abs(seconds - 1)).toBeLessThan(0.5);
  });
});

describe("a watch in whose time a broker does not answer", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("goes on with the others, and ends with the answer that is under way", async () => {
    const reads = { slow: 0, quick: 0 };
    const probes = [
      {
        broker: "slow",
        read: () => {
          reads.slow++;
          return new Promise<null>((resolve) => setTimeout(() => resolve(null), 2_000));
        },
      },
      { broker: "quick", read: async () => ({ ...nothingTold, leaders: ++reads.quick }) },
    ];
    const began = Date.now();
    const watch = new BrokerWatch(probes, () => (Date.now() - began) / 1000);
    watch.start();
    await vi.advanceTimersByTimeAsync(12_500);
    const samples = watch.stop();
    await vi.advanceTimersByTimeAsync(2_000);
    expect((await samples).map(({ t, broker }) => [t, broker])).toEqual(
      Array.from({ length: 12 }, (_, i) => [i + 1, "quick"]),
    );
    expect([reads.quick, reads.slow <= 7]).toEqual([13, true]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(reads.quick).toBe(13);
  });

  it("does not begin when it was stopped", async () => {
    let reads = 0;
    const watch = new BrokerWatch([{ broker: "b", read: async () => ({ ...nothingTold, leaders: ++reads }) }], () => 0);
    await watch.stop();
    watch.start();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(reads).toBe(0);
  });
});

describe("the probe of a process", () => {
  it("reads the CPU time and the disk of this very process", async () => {
    const reading = await new ProcessProbe("self", () => process.pid).read();
    const { user, system } = process.cpuUsage();
    expect(Math.abs(reading!.cpuSeconds! - (user + system) / 1e6)).toBeLessThan(0.5);
    expect(reading!.diskWriteBytes).toBeGreaterThanOrEqual(0);
    expect(reading!.requestQueue).toBeNull();
  });

  it("reads nothing of one that is not there", async () => {
    expect(await new ProcessProbe("none", () => null).read()).toBeNull();
    expect(await new ProcessProbe("gone", () => 2 ** 22 + 1).read()).toBeNull();
  });
});

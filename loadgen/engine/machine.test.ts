import { expect, it } from "vitest";
import { HostMeter, threadsFor } from "./machine.ts";

it("measures the CPU of the machine as a fraction and of this process in cores", () => {
  const meter = new HostMeter();
  for (const end = performance.now() + 100; performance.now() < end; ) Math.sqrt(end);
  const { machineCpu, processCores } = meter.read();
  expect(processCores).toBeGreaterThan(0);
  expect(machineCpu).toBeGreaterThan(0);
  expect(machineCpu).toBeLessThanOrEqual(1);
});

it("measures the memory of this process, and how it grew", () => {
  const meter = new HostMeter();
  const held = Buffer.alloc(200 * 2 ** 20, 1);
  const { memory } = meter.read();
  expect(held.length).toBeLessThan(memory.peakBytes);
  expect(memory.grownBytes).toBeGreaterThan(150 * 2 ** 20);
  expect(memory.peakBytes).toBeLessThan(memory.limitBytes);
  expect(meter.read().memory.grownBytes).toBeLessThan(50 * 2 ** 20);
});

it("takes half of the cores, and one thread of each kind at the least", () => {
  expect([1, 2, 4, 8, 16].map((cores) => threadsFor(cores))).toEqual(
    [1, 1, 1, 2, 4].map((each) => ({ produce: each, consume: each })),
  );
});

import { expect, it, vi } from "vitest";
import { HostMeter } from "./machine.ts";

// 64 idle cores, of which this process may use one.
vi.mock("node:os", async (original) => {
  const idle = () => ({ model: "", speed: 0, times: { user: 0, nice: 0, sys: 0, irq: 0, idle: performance.now() } });
  return {
    ...(await original<typeof import("node:os")>()),
    cpus: () => Array.from({ length: 64 }, idle),
    availableParallelism: () => 1,
  };
});

it("takes a process that uses all the cores it may for one whose machine is busy", () => {
  const meter = new HostMeter();
  for (const end = performance.now() + 100; performance.now() < end; ) Math.sqrt(end);
  const { machineCpu, processCores } = meter.read();
  expect(processCores).toBeGreaterThan(0);
  expect(machineCpu).toBe(Math.min(1, processCores));
});

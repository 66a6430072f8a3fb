import type { FindMax, SteadyWindow } from "./result.ts";

/** A window that was kept, unless told otherwise. */
export function windowAt(rate: number, change: Partial<SteadyWindow> = {}): SteadyWindow {
  return {
    targetMessagesPerSecond: rate,
    messagesPerSecond: rate,
    bytesPerSecond: rate * 1000,
    measuredSeconds: 8,
    latencyMs: 35,
    lagSeconds: 0.06,
    outcome: "kept",
    why: [],
    eventLoopUtilisation: 0.2,
    machineCpu: 0.4,
    ...change,
  };
}

export const missed: Partial<SteadyWindow> = {
  outcome: "missed",
  latencyMs: 1400,
  lagSeconds: 1.2,
  why: ["1,400 ms, not p99 < 1,000 ms", "the backlog grew by 0.9 s of load"],
};
export const limited: Partial<SteadyWindow> = {
  outcome: "limited",
  machineCpu: 0.99,
  why: ["the CPU of the generator's machine was 99 % busy", "1,400 ms, not p99 < 1,000 ms"],
};

/** What a search for twice the plan found. */
export const foundMax: FindMax = {
  schema: "plimsoll/find-max@1",
  name: "small",
  run: "mfxk3a1b00ff",
  startedAt: "2026-01-01T00:00:00.000Z",
  cluster: { bootstrap: ["127.0.0.1:20001"], brokers: 1, target: "local" },
  driver: "plimsoll",
  objective: { percentile: "p99", belowMs: 1000, from: "default" },
  plan: { messagesPerSecond: 10_000, bytesPerSecond: 10e6 },
  warmupSeconds: 2,
  stepSeconds: 8,
  repeats: 2,
  steps: [windowAt(10_000), windowAt(20_000), windowAt(40_000, missed), windowAt(20_400, missed), windowAt(20_000)],
  ceilingMessagesPerSecond: 900_000,
  verdict: "found",
  rate: { mean: 20_200, low: 19_900, high: 20_500, confidence: 0.95 },
  bytesPerSecond: 20.2e6,
  ofPlan: 2.02,
};

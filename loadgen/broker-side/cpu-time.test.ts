import { expect, test } from "vitest";
import type { BrokerSample } from "../proof/broker-sample.ts";
import { brokerSample } from "../testing/broker-sample.ts";
import { busiestBroker, cpuTimes } from "./cpu-time.ts";

const told = (broker: string, cores: readonly (number | null)[]): BrokerSample[] =>
  cores.map((cpuCores, i) => brokerSample({ t: i + 1, seconds: 1, broker, cpuCores }));

test("the CPU time between two moments counts readings across them in part", () => {
  const samples = told("broker 1", [9, 1, 2, 3, 9]);
  // Half of the second to t = 2, the two to t = 3 and t = 4, nothing after.
  expect(cpuTimes(samples, 1.5, 4)).toEqual([{ broker: "broker 1", cpuSeconds: 0.5 * 1 + 2 + 3 }]);
});

test("a broker that did not tell of the whole time is left out", () => {
  const samples = [...told("broker 1", [1, 1, 1]), ...told("broker 2", [1, null, 1]), ...told("broker 3", [1, 1])];
  expect(cpuTimes(samples, 0, 3)).toEqual([{ broker: "broker 1", cpuSeconds: 3 }]);
});

test("the busiest broker is the one with the highest mean, not the highest peak", () => {
  const samples = [...told("broker 1", [0, 1.5, 0]), ...told("broker 2", [0.8, 0.9, 1])];
  expect(busiestBroker(samples, { from: 0, to: 3 })).toEqual({ broker: "broker 2", cpuCores: 2.7 / 3 });
  expect(busiestBroker([], { from: 0, to: 3 })).toBeNull();
});

import { describe, expect, test } from "vitest";
import type { BrokerSample } from "../../proof/broker-sample.ts";
import { proof } from "../fixtures.ts";
import { lineColours } from "../model/chart.ts";
import { brokerCpuChart, brokerDiskChart } from "./broker-charts.ts";

/** A broker that writes `rate` bytes a second in each of 20 seconds, told a little after each. */
const brokerOf = (id: number, rate: number, late = 0): BrokerSample[] =>
  Array.from({ length: 20 }, (_, i) => ({
    ...proof.brokers[0]!,
    ...{ t: i + 1 + late, broker: `broker ${id}`, cpuCores: 0.1 * id, diskWriteBytesPerSecond: rate },
  }));
const silentAfter = (samples: readonly BrokerSample[], t: number): BrokerSample[] =>
  samples.map((sample) => (sample.t > t ? { ...sample, cpuCores: null, diskWriteBytesPerSecond: null } : sample));
const linesOf = (brokers: BrokerSample[]) => brokerCpuChart({ ...proof, brokers })!.lines;

describe("brokers that are more than fit", () => {
  const many = Array.from({ length: lineColours.length + 2 }, (_, i) => brokerOf(i + 1, 1e6 * (i + 1)));

  test("the busiest have a line, in every chart the same colour, and the title says how many", () => {
    const brokers = many.flat();
    const [cpu, disk] = [brokerCpuChart({ ...proof, brokers })!, brokerDiskChart({ ...proof, brokers })!];
    expect(cpu.title).toBe(`CPU of the brokers, ${lineColours.length} of ${many.length}`);
    expect(cpu.lines.map(({ name }) => name)).toEqual(many.slice(2).map(([first]) => first!.broker));
    expect(disk.lines.map(({ name, colour }) => [name, colour])).toEqual(
      cpu.lines.map(({ name, colour }) => [name, colour]),
    );
  });

  test("one that fell silent has a line before the busiest", () => {
    const brokers = [silentAfter(many[0]!, 8), ...many.slice(1)].flat();
    expect(linesOf(brokers).map(({ name }) => name)).toContain("broker 1");
  });
});

test("what brokers tell within a second stands together", () => {
  const lines = linesOf([brokerOf(1, 1e6, 0.13), brokerOf(2, 1e6, -0.2)].flat());
  expect(lines.map(({ points }) => points.map(([x]) => x))).toEqual([
    Array.from({ length: 20 }, (_, i) => i + 1),
    Array.from({ length: 20 }, (_, i) => i + 1),
  ]);
});

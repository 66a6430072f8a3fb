import { expect, test } from "vitest";
import { plan } from "../planner.ts";
import { mistakesIn } from "../testing/mistakes.ts";
import { inventory, workload } from "../testing/samples.ts";
import { parseCalibration } from "./calibration.ts";

const raw = (costs: object, rest: object = {}) => ({
  name: "six hosts",
  measured: "2026-11-20",
  source: "results/proof.json",
  costs,
  ...rest,
});
const mistakes = (value: unknown) => mistakesIn(() => parseCalibration(value, "c.yaml"), "PLM-CALIBRATION-001");

test("measured costs replace the defaults, and the plan says which and from where", () => {
  const calibration = parseCalibration(raw({ cpuPerGigabyteWritten: 5, cpuPerMillionBatches: 0.5 }), "c.yaml");
  const planned = plan(workload(), inventory(), null, calibration);
  // 0.1 M msg/s x 0.1, 6,104 batches/s x 0.5 / 10^6, 0.3 GB/s x (5 + 0.4), over 6.
  const batches = 100e6 / 16_384 / 1e6;
  expect(planned.clusters[0]?.perBroker.cpuCores).toBeCloseTo((0.01 + batches * 0.5 + 0.3 * 5.4) / 6, 9);
  expect(planned.calibration).toEqual({
    name: "six hosts",
    measured: "2026-11-20",
    source: "results/proof.json",
    costs: [
      { rule: "cpuPerMillionBatches", value: 0.5, default: 108 },
      { rule: "cpuPerGigabyteWritten", value: 5, default: 2.1 },
    ],
  });
  expect(plan(workload(), inventory()).calibration).toBeNull();
});

test("what the workload overrides holds against a calibration", () => {
  const calibration = parseCalibration(raw({ cpuPerGigabyteSent: 9 }), "c.yaml");
  const planned = plan(workload({}, { rules: { cpuPerGigabyteSent: 0.4 } }), inventory(), null, calibration);
  expect(planned.clusters[0]?.perBroker.cpuCores).toBe(plan(workload(), inventory()).clusters[0]?.perBroker.cpuCores);
});

test.each<[string, unknown, RegExp]>([
  ["no costs", raw({}), /^costs: has no cost; write for example/],
  ["a zero", raw({ cpuPerGigabyteSent: 0 }), /^costs.cpuPerGigabyteSent: is `0`, but must be more than 0/],
  [
    "a mistyped cost",
    raw({ cpuPerGigabyteSend: 1, cpuPerGigabyteSent: 1 }),
    /^costs: unknown key `cpuPerGigabyteSend`; did you mean/,
  ],
  ["no day", raw({ cpuPerGigabyteSent: 1 }, { measured: "soon" }), /^measured: is `soon`, which is no date/],
])("%s is refused", (_, value, line) => {
  expect(mistakes(value)).toEqual([expect.stringMatching(line)]);
});

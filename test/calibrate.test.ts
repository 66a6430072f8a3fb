import { expect, it } from "vitest";
import { parse } from "yaml";
import { localProbes } from "../cli/broker-probes.ts";
import { status } from "../components/index.ts";
import { plaintext } from "../loadgen/access.ts";
import { renderCalibration } from "../loadgen/calibrate/calibration-file.ts";
import { calibrate } from "../loadgen/index.ts";
import { KafkaAdmin } from "../loadgen/kafka-admin.ts";
import { parseCalibration } from "../sizing/calibration/calibration.ts";
import { plan } from "../sizing/index.ts";
import { rules } from "../sizing/rules/limits.ts";
import { inventory, workload } from "../sizing/testing/samples.ts";
import { testCluster } from "./local.ts";

const cluster = testCluster("calibrate", 1, 1);

// On a machine whose cores are busy elsewhere a load may not be held, and is left out: measured anew then.
it("measures a real broker, and the planner takes the costs", { retry: 2 }, async () => {
  const { name, stateDir, bootstrap } = cluster;
  const progress: string[] = [];
  const run = await calibrate({
    access: plaintext(bootstrap),
    brokers: localProbes(cluster.status, () => status(name, { stateDir })),
    codecs: [],
    quick: true,
    onProgress: (text) => void progress.push(text),
  });
  expect(run.leftOut).toEqual([]);
  expect(run.points).toHaveLength(6);
  expect(progress.at(-1)).toMatch(/^6 of 6, about \d+ s left: /);
  // An idle broker takes little, and a loaded one far more.
  expect(run.idleCores).toBeLessThan(0.3);
  for (const { cpuSeconds } of run.points) expect(cpuSeconds / run.measuredSeconds).toBeGreaterThan(0.02);

  const calibration = parseCalibration(parse(renderCalibration(run, { name, source: "c.json" })), "c.yaml");
  const told = run.fit.costs;
  expect(told.length).toBeGreaterThan(0);
  for (const { cost, value } of told) {
    expect(value, cost).toBeGreaterThan(rules[cost].value / 10);
    expect(value, cost).toBeLessThan(rules[cost].value * 10);
  }
  expect(run.fit.quality.observations).toBe(6);
  expect(run.fit.quality.medianError).toBeLessThan(0.5);
  const planned = plan(workload(), inventory(), null, calibration);
  expect(planned.calibration?.costs.map(({ rule }) => rule)).toEqual(told.map(({ cost }) => cost));

  const admin = await KafkaAdmin.connect(plaintext(bootstrap));
  try {
    expect((await admin.topics()).filter((topic) => topic.startsWith("plimsoll-"))).toEqual([]);
  } finally {
    await admin.close();
  }
});

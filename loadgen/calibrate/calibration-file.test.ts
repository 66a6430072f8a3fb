import { expect, test } from "vitest";
import { parse } from "yaml";
import { parseCalibration } from "../../sizing/calibration/calibration.ts";
import { calibrationRun as run } from "../testing/calibration-run.ts";
import { renderCalibration } from "./calibration-file.ts";

test("the planner reads back what is written, whatever the name", () => {
  const origin = { name: `brokers: "k1" # and others`, source: "calibration.json" };
  const file = renderCalibration(run, origin);
  expect(parseCalibration(parse(file), "calibration.yaml")).toEqual({
    ...origin,
    measured: "2026-11-20",
    costs: { cpuPerMillionBatches: 93.5, cpuPerGigabyteWritten: 2.71 },
  });
});

test("the comments tell how good the fit is, and what is missing", () => {
  const file = renderCalibration(run, { name: "telco", source: "calibration.json" });
  const comments = file.split("\n").filter((line) => line.startsWith("#"));
  expect(comments).toEqual([
    "# 1 broker, 2 loads of 3 s, less 0.015 cores that idle brokers take.",
    "# Messages of 100 to 1,361 B at 73,000 to 400,000 msg/s.",
    "# Quality of the fit: half of the loads are explained to 3.4 % or better.",
    "# Worst: 1361 B in batches of 1 MB, 1 replica, acks all: measured 0.80 CPU-s, 0.71 by these costs.",
    "# Left out: 100 B: the brokers did not hold 9 msg/s.",
    "# Could not be told apart from the others, so that the default stays: cpuPerGigabyteSent.",
    expect.stringMatching(/^# Not measured, so that the default stays: cpuPerMillionMessages, cpuPerGigabyteTls, /),
  ]);
  const crowded = { ...run, points: run.points.map((point) => ({ ...point, machineCpu: 0.97 })) };
  expect(renderCalibration(crowded, { name: "telco", source: "c.json" })).toContain(
    "# The machine was up to 97 % busy, which makes costs look higher",
  );
  expect(file).toContain("cpuPerMillionBatches: 93.5 # CPU-s/M batches; 80 to 102 without one load; default 108");
});

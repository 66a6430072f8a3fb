import type { CalibrationRun } from "../calibrate/calibrate.ts";

const point = {
  name: "1361 B in batches of 1 MB, 1 replica, acks all",
  point: { messageBytes: 1361, batchBytes: 1e6, readers: 0, replication: 1, acks: "all", codec: "none" },
  messagesPerSecond: 73_000,
  machineCpu: 0.6,
  cpuSeconds: 0.8,
  work: { cpuPerGigabyteWritten: 0.3 },
} as const;

/** A calibration that measured two loads of one broker. */
export const calibrationRun: CalibrationRun = {
  schema: "plimsoll/calibration-run@1",
  startedAt: "2026-11-20T10:20:30.000Z",
  cluster: { bootstrap: ["127.0.0.1:9092"], brokers: 1 },
  idleCores: 0.0153,
  warmupSeconds: 1,
  measuredSeconds: 3,
  points: [point, { ...point, point: { ...point.point, messageBytes: 100 }, messagesPerSecond: 400_000.4 }],
  leftOut: [{ name: "100 B", why: "the brokers did not hold 9 msg/s" }],
  fit: {
    costs: [
      { cost: "cpuPerMillionBatches", value: 93.456, low: 80.01, high: 101.9 },
      { cost: "cpuPerGigabyteWritten", value: 2.7149, low: 2.5, high: 3 },
    ],
    untold: ["cpuPerGigabyteSent"],
    quality: { observations: 2, medianError: 0.034, worst: { name: point.name, measured: 0.8, fitted: 0.7123 } },
  },
};

import { describe, expect, it } from "vitest";
import { LatencyRecorder } from "../latency-recorder.ts";
import type { TimedSample } from "./disturbance.ts";
import { type FaultEvidence, faultReports } from "./fault-reports.ts";

/** A load of 60 s with 1,000 messages due a second, of which nothing is acknowledged in the seconds `stalled`. */
function seconds(stalled: readonly number[]): TimedSample[] {
  let backlog = 0;
  return Array.from({ length: 60 }, (_, i) => {
    const t = i + 1;
    const held = stalled.includes(t) ? 0 : 1000 + backlog;
    backlog = stalled.includes(t) ? backlog + 1000 : 0;
    const latency = new LatencyRecorder();
    latency.record(held > 1000 ? 2e6 : 5000, 0, Math.max(1, held));
    return {
      t,
      acknowledgedMessages: held,
      acknowledgedBytes: 100 * held,
      consumedMessages: held,
      consumedBytes: 100 * held,
      retries: stalled.includes(t) ? 7 : 0,
      failedMessages: 0,
      owedMessages: 0,
      droppedMessages: 0,
      errors: stalled.includes(t) ? { NETWORK_EXCEPTION: 7 } : {},
      dueMessages: 1000,
      behindMessages: backlog,
      latency: held === 0 ? "" : latency.encode(),
    };
  });
}

/** Messages of one producer and partition, 1,000 a second. */
const due: FaultEvidence["due"] = (_producer, _partition, sequence) => sequence / 1000;

const nothing = { lost: [], oddities: [], due, startMicros: 0, scheduleEnd: 60 };
const record = (began: number | null, ended: number | null, text = "kill broker 2") => ({
  text,
  planned: began ?? 50,
  began,
  ended,
  failure: null,
});

describe("the report of a fault", () => {
  it("tells the recovery from its beginning and its end, and what the seconds between met with", () => {
    // Nothing from 20 to 24, while the broker is down until 22.5.
    const [report] = faultReports({ ...nothing, records: [record(20, 22.5)], seconds: seconds([21, 22, 23, 24]) });
    expect(report).toMatchObject({ recovered: 25, recoverySeconds: 5, recoverySecondsAfterEnd: 2.5 });
    expect(report).toMatchObject({ retries: 28, failed: 0, errors: { NETWORK_EXCEPTION: 28 } });
    expect(report!.latencyP99).toBeCloseTo(2000, -1);
  });

  it("tells a recovery that came before the harm was taken back", () => {
    const [report] = faultReports({ ...nothing, records: [record(20, 45)], seconds: seconds([21, 22]) });
    expect(report).toMatchObject({ recovered: 23, recoverySeconds: 3, recoverySecondsAfterEnd: 0 });
  });

  it("waits for what is felt when a broker comes back", () => {
    const [report] = faultReports({ ...nothing, records: [record(20, 45)], seconds: seconds([21, 47]) });
    expect(report).toMatchObject({ recovered: 48, recoverySeconds: 28, recoverySecondsAfterEnd: 3 });
  });

  it("tells a recovery before the next fault, also where the harm lasts longer than that", () => {
    const records = [record(20, 45), record(40, null, "kill broker 1")];
    const reports = faultReports({ ...nothing, records, seconds: seconds([21, 22, 41]) });
    expect(reports.map(({ recoverySeconds }) => recoverySeconds)).toEqual([3, 2]);
    expect(reports[0]!.recoverySecondsAfterEnd).toBeNull();
  });

  it("tells of no recovery when the next fault came before it, or the run ended", () => {
    const records = [record(20, null, "kill broker 1"), record(23, null, "kill broker 2"), record(null, null)];
    const stalled = Array.from({ length: 40 }, (_, i) => 21 + i);
    const reports = faultReports({ ...nothing, records, seconds: seconds(stalled) });
    expect(reports.map(({ recovered }) => recovered)).toEqual([null, null, null]);
    expect(reports.map(({ retries }) => retries)).toEqual([21, 37 * 7, 0]);
    expect(reports[2]).toMatchObject({ latencyP99: null, errors: {} });
  });

  it("dates what was lost, repeated and out of order by when it was due", () => {
    const odd = (second: number, repeated: number) => ({ dueMicros: second * 1e6, repeated, outOfOrder: 1 });
    const [report] = faultReports({
      ...nothing,
      records: [record(20, null)],
      seconds: seconds([21]),
      // Felt from 20 to 22. Due 19.5 to 20: 500 before; 20 to 21: 1,000; 40 to 40.1: after the recovery.
      lost: [{ topic: "t", group: "g", producer: 0, partition: 0, lost: [19_500, 21_000, 40_000, 40_100] }],
      oddities: [odd(19.9, 1), odd(20.5, 20), odd(30, 300)],
    });
    expect(report).toMatchObject({ recovered: 22, lost: 1000, lostBefore: 500, repeated: 21, outOfOrder: 2 });
  });
});

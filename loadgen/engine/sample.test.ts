import { expect, it } from "vitest";
import { LatencyRecorder } from "../latency-recorder.ts";
import { addSamples, merged, toSample } from "./sample.ts";
import type { RoleSample } from "./task.ts";

function sample(messages: number, latencyMicros: number | undefined): RoleSample {
  const recorder = new LatencyRecorder();
  if (latencyMicros !== undefined) recorder.record(latencyMicros, 0, messages);
  return {
    acknowledgedMessages: messages,
    acknowledgedBytes: 10 * messages,
    consumedMessages: 2 * messages,
    consumedBytes: 20 * messages,
    retries: 1,
    failedMessages: 2,
    owedMessages: 0,
    droppedMessages: 5,
    errors: messages === 0 ? {} : { NOT_LEADER_OR_FOLLOWER: messages, TIMED_OUT: 1 },
    dueMessages: messages + 1,
    behindMessages: 3,
    latency: latencyMicros === undefined ? "" : recorder.encode(),
  };
}

it("adds the counts of a second and merges its latencies", () => {
  const whole = toSample(4, addSamples([sample(90, 1_000), sample(0, undefined), sample(10, 50_000)]));
  expect(whole).toMatchObject({
    t: 4,
    acknowledgedMessages: 100,
    acknowledgedBytes: 1_000,
    consumedMessages: 200,
    consumedBytes: 2_000,
    retries: 3,
    droppedMessages: 15,
    dueMessages: 103,
    behindMessages: 9,
  });
  expect(whole.p50).toBeCloseTo(1, 2);
  expect(whole.p99).toBeCloseTo(50, 0);
  expect(whole).not.toHaveProperty("latency");
});

it("adds errors by their names, and keeps them out of what a report shows", () => {
  const added = addSamples([sample(90, 1_000), sample(0, undefined), sample(10, 50_000)]);
  expect(added).toMatchObject({ failedMessages: 6, errors: { NOT_LEADER_OR_FOLLOWER: 100, TIMED_OUT: 2 } });
  expect(toSample(1, added)).not.toHaveProperty("errors");
});

it("tells no latency of a second in which nothing was acknowledged", () => {
  expect(toSample(1, addSamples([sample(0, undefined), sample(0, undefined)]))).toMatchObject({ p50: null, p99: null });
});

it("merges latencies as if they had been recorded together", () => {
  const recorder = merged([sample(3, 2_000).latency, sample(1, 9_000).latency]);
  expect(recorder.count).toBe(4);
  expect(recorder.percentile(75)).toBeCloseTo(2, 2);
  expect(recorder.percentile(100)).toBeCloseTo(9, 1);
});

import { expect, test } from "vitest";
import { LatencyRecorder } from "../latency-recorder.ts";
import { LiveSeconds } from "./live-second.ts";
import { addSamples, toSample } from "./sample.ts";
import type { RoleSample } from "./task.ts";

const nothing = addSamples([]);
const second = (t: number, change: Partial<RoleSample>) => {
  const sum = { ...nothing, ...change };
  return [sum, toSample(t, sum), []] as const;
};

test("what is unread adds up over seconds and groups, and is never less than nothing", () => {
  const live = new LiveSeconds();
  expect(live.next(...second(1, { owedMessages: 200, consumedMessages: 150 })).unreadMessages).toBe(50);
  expect(live.next(...second(2, { owedMessages: 200, consumedMessages: 150 })).unreadMessages).toBe(100);
  expect(live.next(...second(3, { owedMessages: 0, consumedMessages: 101 })).unreadMessages).toBe(0);
});

test("the far end of the latency is that of the second alone; without an acknowledgement there is none", () => {
  const latency = new LatencyRecorder();
  for (let i = 0; i < 1000; i++) latency.record(i < 998 ? 2_000 : 50_000, 0, 1);
  const live = new LiveSeconds();
  const { p99, p999, max } = live.next(...second(1, { latency: latency.encode() }));
  expect([p99, p999, max].map((ms) => Math.round(ms!))).toEqual([2, 50, 50]);
  expect(live.next(...second(2, { errors: { TIMED_OUT: 7 } }))).toMatchObject({
    p999: null,
    max: null,
    errors: { TIMED_OUT: 7 },
  });
});

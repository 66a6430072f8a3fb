import fc from "fast-check";
import { expect, test } from "vitest";
import { messagesBy, steady } from "../load/profile.ts";
import { arrivalsOf } from "./arrivals.ts";

test("a steady rate is constant, in the shortest unit that holds it", () => {
  expect(arrivalsOf(steady(2000, 60), 10)).toEqual({
    executor: "constant-arrival-rate",
    rate: 200,
    timeUnit: "1s",
    duration: "60s",
  });
  // 25 messages in batches of 10 are 2.5 iterations a second, 25 in 10 s.
  expect(arrivalsOf(steady(25, 1.5), 10)).toMatchObject({ rate: 25, timeUnit: "10s", duration: "1500ms" });
});

test("pieces become stages, jumps stages of no length", () => {
  const profile = [
    { seconds: 30, from: 0, to: 1000 },
    { seconds: 60, from: 1000, to: 1000 },
    { seconds: 10, from: 5000, to: 5000 },
  ];
  expect(arrivalsOf(profile, 10)).toEqual({
    executor: "ramping-arrival-rate",
    startRate: 0,
    timeUnit: "1s",
    stages: [
      { target: 100, duration: "30s" },
      { target: 100, duration: "60s" },
      { target: 500, duration: "0s" },
      { target: 500, duration: "10s" },
    ],
  });
});

test("whatever the rate, as many messages arrive as are due, within 0.1 %", () => {
  const rate = fc.double({ min: 1, max: 1e7, noNaN: true });
  fc.assert(
    fc.property(rate, fc.integer({ min: 1, max: 5000 }), (messagesPerSecond, batch) => {
      fc.pre(messagesPerSecond / batch >= 0.2);
      const arrivals = arrivalsOf(steady(messagesPerSecond, 3600), batch);
      if (arrivals.executor !== "constant-arrival-rate") throw new Error("not constant");
      const due = messagesBy(steady(messagesPerSecond, 3600), 3600);
      const arrive = (arrivals.rate * batch * 3600) / Number.parseInt(arrivals.timeUnit, 10);
      expect(Math.abs(arrive / due - 1)).toBeLessThanOrEqual(0.001);
    }),
  );
});

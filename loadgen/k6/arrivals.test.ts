import fc from "fast-check";
import { expect, test } from "vitest";
import { durationOf, messagesBy, steady } from "../load/profile.ts";
import { arrivalsOf, iterationsOf } from "./arrivals.ts";

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

test("the unit is one in which the low rates are exact too, not only the peak", () => {
  // 2 and 0.6 messages/s: whole numbers in 10 s; in 1 s they would be 2 and 1.
  const pieces = (rate: number) => ({ seconds: 3600, from: rate, to: rate });
  const day = [pieces(2), ...new Array(11).fill(pieces(0.6))];
  const arrivals = arrivalsOf(day, 1);
  expect(arrivals).toMatchObject({ timeUnit: "10s", startRate: 20 });
  expect(iterationsOf(arrivals)).toBeCloseTo(3600 * (2 + 11 * 0.6), 6);
  // A ramp from a third of an iteration a second to one.
  expect(arrivalsOf([{ seconds: 9, from: 1 / 3, to: 1 }], 1)).toMatchObject({ timeUnit: "60s", startRate: 20 });
});

test("iterations are counted over ramps, jumps and parts of seconds", () => {
  expect(iterationsOf(arrivalsOf(steady(25, 1.5), 10))).toBe(3.75);
  const profile = [
    { seconds: 30, from: 0, to: 1000 },
    { seconds: 2.5, from: 5000, to: 5000 },
  ];
  expect(iterationsOf(arrivalsOf(profile, 10))).toBe(15 * 100 + 2.5 * 500);
});

test("whatever the rates, as many messages arrive as are due: within 0.1 %, or half an iteration an hour", () => {
  const rate = fc.oneof(fc.constant(0), fc.double({ min: 1e-3, max: 1e7, noNaN: true }));
  const piece = fc.record({ seconds: fc.integer({ min: 1, max: 86_400 }), from: rate, to: rate });
  const profile = fc.array(piece, { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(profile, fc.integer({ min: 1, max: 5000 }), (pieces, batch) => {
      const seconds = durationOf(pieces);
      const due = messagesBy(pieces, seconds);
      const arrive = iterationsOf(arrivalsOf(pieces, batch)) * batch;
      expect(Math.abs(arrive - due)).toBeLessThanOrEqual(Math.max(0.001 * due, (0.5 / 3600) * seconds * batch) + 1e-6);
    }),
  );
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { durationOf, messagesBy, steady } from "./profile.ts";
import { begun, profiles } from "./testing.ts";

const begin = 1.7e15;

describe("a schedule", () => {
  it("keeps every rate from 1/s to 1 M/s within half a percent, and to the message", () => {
    for (let rate = 1; rate <= 1e6; rate *= 10 ** 0.25) {
      // Long enough for 1,000 messages, looked at on and between whole seconds.
      const seconds = Math.max(10, 1000 / rate);
      const schedule = begun(steady(rate, seconds), begin);
      for (let i = 1; i <= 1000; i++) {
        const elapsed = (seconds * i) / 1001;
        const due = schedule.dueCount(begin + elapsed * 1e6);
        // A message, and what is due in the quarter of a microsecond to which the clock is exact.
        expect(Math.abs(due - rate * elapsed)).toBeLessThanOrEqual(1 + 0.25e-6 * rate);
        if (rate * elapsed > 300) expect(Math.abs(due / (rate * elapsed) - 1)).toBeLessThan(0.005);
      }
      const last = schedule.total - 1;
      expect(Math.abs(schedule.dueMicros(last) - begin - (last / rate) * 1e6)).toBeLessThanOrEqual(0.5);
    }
  });

  it("has as many messages due as its profile has had, whatever the profile", () => {
    fc.assert(
      fc.property(profiles, fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (profile, parts) => {
        const schedule = begun(profile, begin);
        for (const part of parts) {
          const seconds = part * durationOf(profile);
          const due = schedule.dueCount(begin + seconds * 1e6);
          const exact = Math.min(schedule.total, messagesBy(profile, seconds) + 1);
          // The clock's quarter of a microsecond, at 300 messages/s at most.
          expect(Math.abs(due - Math.floor(exact))).toBeLessThanOrEqual(exact % 1 < 0.01 || exact % 1 > 0.99 ? 1 : 0);
        }
      }),
    );
  });

  it("has each message due when it counts it, in order", () => {
    fc.assert(
      fc.property(profiles, (profile) => {
        const schedule = begun(profile, begin);
        let before = begin;
        for (let k = 0; k < schedule.total; k += Math.ceil(schedule.total / 200)) {
          const due = schedule.dueMicros(k);
          expect(due).toBeGreaterThanOrEqual(before);
          expect(schedule.dueCount(due + 1)).toBeGreaterThan(k);
          before = due;
        }
      }),
    );
  });

  it("treats level pieces of one rate as one that never changes", () => {
    const pieces = begun([...steady(100, 1), ...steady(100, 9)], begin);
    const whole = begun(steady(100, 10), begin);
    expect(pieces.evenMicros).toBe(10_000);
    expect([pieces.total, pieces.dueCount(begin + 5e6)]).toEqual([whole.total, whole.dueCount(begin + 5e6)]);
    expect(begun([...steady(100, 1), ...steady(101, 9)], begin).evenMicros).toBeUndefined();
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { durationOf, messagesBy, type Profile, steady } from "./profile.ts";
import type { Schedule } from "./schedule.ts";
import { begun, profiles } from "./testing.ts";

/** The schedules of `every` producers that share a load. */
const shared = (profile: Profile, every: number): Schedule[] =>
  Array.from({ length: every }, (_, first) => begun(profile, begin, { first, every }));
const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

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

describe("the parts of a schedule", () => {
  const producers = fc.integer({ min: 1, max: 7 });
  const moments = fc.array(fc.double({ min: -0.1, max: 1.1, noNaN: true }));

  it("add up to the whole at every moment, also where it is cut", () => {
    fc.assert(
      fc.property(profiles, producers, moments, fc.double({ min: 0, max: 1.1, noNaN: true }), (profile, n, at, cut) => {
        const whole = begun(profile, begin);
        const all = shared(profile, n);
        const micros = (part: number) => begin + part * durationOf(profile) * 1e6;
        const agree = () => {
          expect(sum(all.map(({ total }) => total))).toBe(whole.total);
          for (const part of at)
            expect(sum(all.map((one) => one.dueCount(micros(part))))).toBe(whole.dueCount(micros(part)));
        };
        agree();
        for (const schedule of [whole, ...all]) schedule.endBy(micros(cut));
        agree();
      }),
    );
  });

  it("have each message due when the whole has, and each piece of the profile end where it does", () => {
    fc.assert(
      fc.property(profiles, producers, (profile, n) => {
        const whole = begun(profile, begin);
        for (const [first, part] of shared(profile, n).entries())
          for (let k = 0; k < part.total; k++) {
            const place = first + k * n;
            expect(part.dueMicros(k)).toBe(whole.dueMicros(place));
            if (part.evenMicros !== undefined) continue;
            const end = whole.pieceEnd(place);
            for (let next = place; next < place + 3 * n; next += n)
              if (Math.abs(next - end) > 1e-6) expect((next - first) / n < part.pieceEnd(k)).toBe(next < end);
          }
      }),
    );
  });

  it("of a slow load are none without messages while the whole has some for all", () => {
    // A message a second by four producers: one each in the first four seconds, and none at the same time.
    const all = shared(steady(1, 65), 4);
    expect(all.map((part) => part.dueCount(begin + 3.5e6))).toEqual([1, 1, 1, 1]);
    expect(all.map((part) => part.dueCount(begin + 4.5e6))).toEqual([2, 1, 1, 1]);
    expect(all.map(({ total }) => total)).toEqual([17, 16, 16, 16]);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Curve } from "./curve.ts";
import { durationOf, meanOf, messagesBy, type Profile, peakOf, scaled, steady, stretched } from "./profile.ts";
import { profiles } from "./testing.ts";

/** 10 s up from 0 to 100 messages/s, 5 s of nothing, 10 s at 100. */
const hill: Profile = [
  { seconds: 10, from: 0, to: 100 },
  { seconds: 5, from: 0, to: 0 },
  { seconds: 10, from: 100, to: 100 },
];

describe("a profile", () => {
  it("adds up to the area below its rate", () => {
    expect(messagesBy(hill, 5)).toBe(125); // 5 s x 50/s / 2
    expect(messagesBy(hill, 10)).toBe(500); // 10 s x 100/s / 2
    expect(messagesBy(hill, 14)).toBe(500);
    expect(messagesBy(hill, 16)).toBe(600);
    expect(messagesBy(hill, 99)).toBe(1500);
    expect(meanOf(hill)).toBe(60); // 1,500 in 25 s
    expect(meanOf(hill, 5, 10)).toBe(75); // from 50/s to 100/s
    expect([durationOf(hill), peakOf(hill)]).toEqual([25, 100]);
  });

  it("keeps its shape when its rates or its time are changed", () => {
    fc.assert(
      fc.property(profiles, fc.double({ min: 0.01, max: 100, noNaN: true }), (profile, factor) => {
        const duration = durationOf(profile);
        const total = messagesBy(profile, duration);
        expect(messagesBy(scaled(profile, factor), duration)).toBeCloseTo(factor * total, 4);
        expect(messagesBy(stretched(profile, factor * duration), factor * duration)).toBeCloseTo(factor * total, 4);
      }),
    );
  });
});

describe("its curve", () => {
  it("tells when so many messages are due: the first moment by which the area is that large", () => {
    const curve = new Curve(hill);
    expect(curve.total).toBe(1500);
    expect(curve.secondsTo(125)).toBeCloseTo(5, 9);
    expect(curve.secondsTo(500)).toBeCloseTo(10, 9); // not after the pause
    expect(curve.secondsTo(501)).toBeCloseTo(15.01, 9);
    expect(curve.pieceEnd(0)).toBe(500);
    expect(curve.pieceEnd(501)).toBe(1500);
  });

  it("agrees with the profile, and its two ways with each other, in whatever order it is asked", () => {
    fc.assert(
      fc.property(
        profiles,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }),
        (profile, parts) => {
          const curve = new Curve(profile);
          for (const part of parts) {
            const seconds = part * durationOf(profile);
            const messages = messagesBy(profile, seconds);
            expect(curve.messagesBy(seconds)).toBeCloseTo(messages, 4);
            expect(curve.messagesBy(curve.secondsTo(messages))).toBeCloseTo(messages, 4);
            expect(curve.secondsTo(messages)).toBeLessThanOrEqual(seconds + 1e-6);
          }
        },
      ),
    );
  });

  it("begins with the first message, however small a part of it is asked for", () => {
    const rising = new Curve([{ seconds: 0.01, from: 0, to: 0.1 }]);
    expect(rising.secondsTo(Number.MIN_VALUE)).toBeLessThan(1e-9);
  });

  it("of nothing has nothing", () => {
    expect([new Curve([]).total, new Curve([]).messagesBy(1), new Curve(steady(5, 0)).total]).toEqual([0, 0, 0]);
  });
});

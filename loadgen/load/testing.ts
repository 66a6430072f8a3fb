import fc from "fast-check";
import type { Piece, Profile } from "./profile.ts";
import { type Part, Schedule } from "./schedule.ts";

const rate = fc.oneof(fc.constant(0), fc.double({ min: 0.1, max: 300, noNaN: true }));
const piece: fc.Arbitrary<Piece> = fc.oneof(
  fc.record({ seconds: fc.double({ min: 0.01, max: 5, noNaN: true }), from: rate, to: rate }),
  fc.tuple(fc.double({ min: 0.01, max: 5, noNaN: true }), rate).map(([seconds, at]) => ({ seconds, from: at, to: at })),
);

/** Profiles of up to eight pieces: level, rising, falling and idle. */
export const profiles: fc.Arbitrary<Profile> = fc.array(piece, { minLength: 1, maxLength: 8 });

/** The part of one of up to five producers. */
export const parts: fc.Arbitrary<Part> = fc
  .integer({ min: 1, max: 5 })
  .chain((every) => fc.record({ first: fc.nat(every - 1), every: fc.constant(every) }));

/** The schedule of `profile`, or of a part of it, begun at `micros`. */
export function begun(profile: Profile, micros: number, part?: Part): Schedule {
  const schedule = new Schedule(profile, part);
  schedule.start(micros);
  return schedule;
}

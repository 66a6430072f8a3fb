import { expect, test } from "vitest";
import { type DayShape, fullestWindow, meanOf } from "./profile.ts";

const hour = 3600;
/** Four stretches of six hours: night, morning, the peak, evening. */
const profile: DayShape = { kind: "profile", factors: [0.2, 0.6, 1, 0.4] };

test.each<[string, DayShape, number, number]>([
  ["a constant rate flows all the time", { kind: "constant" }, 30, 30],
  // The peak for 3 h within the peak's 6 h.
  ["a short window lies within the peak", profile, 3, 3],
  // 6 h at the peak and the 2 h before them at 0.6.
  ["a longer one reaches to the fuller side", profile, 8, 6 + 2 * 0.6],
  // 6 at 0.6, 6 at 1, 3 at 0.4.
  ["a still longer one has the peak inside", profile, 15, 3.6 + 6 + 3 * 0.4],
  // A day is 6 x (0.2 + 0.6 + 1 + 0.4) = 13.2 h at the peak; two of them and 6 h of the peak.
  ["days repeat", profile, 54, 2 * 13.2 + 6],
  // A mean of 0.25 is 6 h at the peak each day.
  ["of a mean the peak lasts as long as it can", { kind: "mean", mean: 0.25 }, 4, 4],
  ["and no longer", { kind: "mean", mean: 0.25 }, 20, 6],
  ["in every day", { kind: "mean", mean: 0.25 }, 50, 2 * 6 + 2],
])("%s", (_, shape, hours, atPeak) => {
  expect(fullestWindow(shape, hours * hour)).toBeCloseTo(atPeak * hour, 6);
});

test("the mean of a profile is that of its stretches", () => {
  expect(meanOf(profile)).toBeCloseTo(0.55, 12);
});

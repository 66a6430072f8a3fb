import fc from "fast-check";
import { expect, test } from "vitest";
import { courseDays } from "./course.ts";

test("days are those of every limit until it is passed, and that day", () => {
  expect(courseDays(379, 365)).toEqual([0, 91, 183, 274, 365, 379]);
  expect(courseDays(1, 365)).toEqual([0, 1]);
  expect(courseDays(0, 365)).toEqual([0]);
});

test("begins today, ends with the day, rises, and is never long", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5000 }), fc.double({ min: 0.5, max: 1000, noNaN: true }), (day, horizon) => {
      const days = courseDays(day, horizon);
      expect(days[0]).toBe(0);
      expect(days.at(-1)).toBe(day);
      expect(days).toEqual([...new Set(days)].sort((a, b) => a - b));
      expect(days.length).toBeLessThanOrEqual(12);
    }),
  );
});

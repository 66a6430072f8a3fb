import fc from "fast-check";
import { expect, test } from "vitest";
import { Budget, type Reservation } from "./budget.ts";

test("what does not fit is refused, and fits again once something was given back", () => {
  const budget = new Budget(100);
  const first = budget.reserve(60)!;
  expect(budget.reserve(41)).toBe(null);
  const second = budget.reserve(40)!;
  expect(second.resize(41)).toBe(false);
  expect(first.resize(20)).toBe(true);
  expect(second.resize(80)).toBe(true);
  expect(budget.held).toBe(100);
  first.release();
  first.release();
  expect(budget.held).toBe(80);
});

test("whatever is reserved, resized and released, the limit holds and nothing leaks", () => {
  const size = fc.integer({ min: 0, max: 60 });
  const step = fc.record({ what: fc.constantFrom("reserve", "resize", "release"), which: fc.nat(9), bytes: size });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const budget = new Budget(100);
      const mine = new Map<Reservation, number>();
      for (const { what, which, bytes } of steps) {
        const known = [...mine.keys()][which % Math.max(1, mine.size)];
        if (what === "reserve") {
          const made = budget.reserve(bytes);
          if (made) mine.set(made, bytes);
        } else if (known && what === "resize") {
          if (known.resize(bytes)) mine.set(known, bytes);
        } else if (known) {
          known.release();
          mine.delete(known);
        }
        expect(budget.held).toBe([...mine.values()].reduce((sum, held) => sum + held, 0));
        expect(budget.held).toBeLessThanOrEqual(100);
      }
      for (const one of mine.keys()) one.release();
      expect(budget.held).toBe(0);
    }),
  );
});

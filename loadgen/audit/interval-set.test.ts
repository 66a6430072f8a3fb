import fc from "fast-check";
import { expect, it } from "vitest";
import { IntervalSet } from "./interval-set.ts";

const ranges = fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 15 })), { maxLength: 25 });

function fill(list: [number, number][]): { set: IntervalSet; model: Set<number> } {
  const set = new IntervalSet();
  const model = new Set<number>();
  for (const [start, length] of list) {
    let present = 0;
    for (let n = start; n < start + length; n++) {
      if (model.has(n)) present++;
      model.add(n);
    }
    expect(set.add(start, start + length)).toBe(present);
  }
  return { set, model };
}

it("is a set of numbers", () => {
  fc.assert(
    fc.property(ranges, ranges, (a, b) => {
      const one = fill(a);
      const two = fill(b);
      expect(one.set.size).toBe(one.model.size);
      expect(one.set.missingFrom(two.set)).toBe([...one.model].filter((n) => !two.model.has(n)).length);
      const bounds = one.set.toArray();
      for (let i = 1; i < bounds.length; i++) expect(bounds[i]!).toBeGreaterThan(bounds[i - 1]!);
      expect(new IntervalSet(bounds).toArray()).toEqual(bounds);
    }),
  );
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cut, type Owner, stretchAt, stretches } from "./attribution.ts";

const during = (fault: number): Owner => ({ fault, phase: "during" });
const before = (fault: number): Owner => ({ fault, phase: "before" });

describe("the stretches of a run", () => {
  it("belong to the fault that is felt, and before it to the same one", () => {
    const all = stretches([
      { from: 10, to: 15 },
      { from: 30, to: 31 },
    ]);
    expect(all).toEqual([
      { until: 10, owner: before(0) },
      { until: 15, owner: during(0) },
      { until: 30, owner: before(1) },
      { until: 31, owner: during(1) },
      { until: Number.POSITIVE_INFINITY, owner: null },
    ]);
    expect(stretchAt(all, 9.99).owner).toEqual(before(0));
    expect(stretchAt(all, 10).owner).toEqual(during(0));
    expect(stretchAt(all, 40).owner).toBeNull();
  });

  it("belong to the later of two faults that are felt at once", () => {
    const all = stretches([
      { from: 10, to: 30 },
      { from: 20, to: 25 },
    ]);
    expect(all.map(({ owner }) => owner)).toEqual([before(0), during(0), during(1), during(0), null]);
  });

  it("go on to the end where a fault is felt for good", () => {
    const all = stretches([null, { from: 10, to: Number.POSITIVE_INFINITY }]);
    expect(all).toEqual([
      { until: 10, owner: before(1) },
      { until: Number.POSITIVE_INFINITY, owner: during(1) },
    ]);
  });

  it("are one that nobody owns where there was no fault, or none that began", () => {
    expect(stretches([])).toEqual([{ until: Number.POSITIVE_INFINITY, owner: null }]);
    expect(stretches([null])).toEqual([{ until: Number.POSITIVE_INFINITY, owner: null }]);
  });
});

describe("cutting a run of messages", () => {
  it("counts each under the stretch of its due time", () => {
    const all = stretches([{ from: 1, to: 2 }]);
    const counted: [Owner | null, number][] = [];
    // Message k is due at k / 10 s: 5 to 9 before, 10 to 19 during, 20 to 24 after.
    cut(
      all,
      [5, 25],
      (k) => k / 10,
      (owner, messages) => counted.push([owner, messages]),
    );
    expect(counted).toEqual([
      [before(0), 5],
      [during(0), 10],
      [null, 5],
    ]);
  });

  it("counts every message once, as one by one would", () => {
    const felt = fc
      .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 20 }))
      .map(([from, long]) => ({ from, to: from + long }));
    fc.assert(
      fc.property(fc.array(felt, { maxLength: 5 }), fc.nat(60), fc.nat(200), (faults, first, length) => {
        const all = stretches(faults);
        const due = (k: number) => Math.floor(k / 3) / 2;
        const key = (owner: Owner | null) => (owner ? `${owner.phase} ${owner.fault}` : "none");
        const counted: Record<string, number> = {};
        const add = (owner: Owner | null, messages: number) => {
          counted[key(owner)] = (counted[key(owner)] ?? 0) + messages;
        };
        cut(all, [first, first + length], due, add);
        const expected: Record<string, number> = {};
        for (let k = first; k < first + length; k++) {
          const name = key(stretchAt(all, due(k)).owner);
          expected[name] = (expected[name] ?? 0) + 1;
        }
        expect(counted).toEqual(expected);
      }),
    );
  });
});

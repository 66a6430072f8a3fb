import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Edge } from "./edge.ts";

/** After windows at these rates. */
function edgeAfter(kept: readonly number[], notKept: readonly number[]): Edge {
  const edge = new Edge(1000);
  for (const messagesPerSecond of kept) edge.note({ messagesPerSecond, kept: true });
  for (const messagesPerSecond of notKept) edge.note({ messagesPerSecond, kept: false });
  return edge;
}

describe("the edge", () => {
  it("may be anywhere about where it is looked for, before the first window", () => {
    // Even in the logarithm from 500 to 2000: a mean of 1500 / ln 4 = 1082, and 95 % up to 500 * 4 ** 0.95 = 1866.
    const { mean, halfWidth } = new Edge(1000).interval();
    expect(mean).toBeCloseTo(1082, -1);
    expect(mean + halfWidth!).toBeCloseTo(1866, -1);
  });

  it("is between what is kept and what is not", () => {
    const { mean, halfWidth } = edgeAfter([500, 900, 980, 980, 980], [1020, 1020, 1020, 1100, 2000]).interval();
    expect(Math.abs(mean - 1000)).toBeLessThan(5);
    expect(halfWidth).toBeGreaterThan(18);
    expect(halfWidth).toBeLessThan(50);
  });

  it("is told less sharply where one rate is kept and not kept", () => {
    const clear = edgeAfter([950, 950, 950, 950], [1050, 1050, 1050, 1050]).interval();
    const blurred = edgeAfter([950, 950, 950, 1050], [950, 1050, 1050, 1050]).interval();
    expect(blurred.halfWidth!).toBeGreaterThan(1.5 * clear.halfWidth!);
  });

  it("is not moved by one window that was lucky far above it", () => {
    const kept = [950, ...Array.from({ length: 7 }, () => 980)];
    const notKept = [...Array.from({ length: 7 }, () => 1020), 1050];
    const without = edgeAfter(kept, notKept).interval();
    const { mean, halfWidth } = edgeAfter([...kept, 1400], notKept).interval();
    expect(mean / without.mean).toBeCloseTo(1, 2);
    expect(halfWidth! / without.halfWidth!).toBeCloseTo(1, 1);
  });

  it("does not hang on the order of its windows, and a window beside it is above after one that was kept", () => {
    const windows = fc.array(
      fc.record({ messagesPerSecond: fc.integer({ min: 600, max: 1700 }), kept: fc.boolean() }),
      {
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(windows, (steps) => {
        const forth = new Edge(1000);
        const back = new Edge(1000);
        for (const step of steps) forth.note(step);
        for (const step of steps.toReversed()) back.note(step);
        expect(forth.interval().mean).toBeCloseTo(back.interval().mean, 6);
        expect(forth.beside(true)).toBeGreaterThan(forth.beside(false));
      }),
    );
  });
});

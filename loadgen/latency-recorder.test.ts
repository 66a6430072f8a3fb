import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LatencyRecorder } from "./latency-recorder.ts";

describe("a latency recorder", () => {
  it("counts a batch as its messages one by one would be", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 5e6, noNaN: true }),
        fc.double({ min: 0.5, max: 5000, noNaN: true }),
        fc.integer({ min: 1, max: 400 }),
        (shortest, spacing, count) => {
          const batch = new LatencyRecorder();
          batch.record(shortest + (count - 1) * spacing, spacing, count);
          const single = new LatencyRecorder();
          for (let i = 0; i < count; i++) single.record(shortest + i * spacing, 0, 1);
          expect(batch.count).toBe(count);
          for (const percent of [1, 25, 50, 90, 99, 100]) {
            const expected = single.percentile(percent);
            // One bucket at most: a tenth of a percent, or a microsecond, and a message at a bucket's edge.
            expect(Math.abs(batch.percentile(percent) - expected)).toBeLessThanOrEqual(
              expected * 0.002 + 0.002 + spacing / 1000,
            );
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it("merges what other threads encoded", () => {
    const one = new LatencyRecorder();
    one.record(1000, 0, 99);
    const two = new LatencyRecorder();
    two.record(50_000, 0, 1);
    one.addEncoded(two.encode());
    expect(one.count).toBe(100);
    expect(one.percentile(50)).toBeCloseTo(1, 2);
    expect(one.percentile(100)).toBeCloseTo(50, 0);
    expect(one.summary()).toMatchObject({ count: 100 });
  });

  it("tells nothing of no messages", () => {
    expect(new LatencyRecorder().summary()).toMatchObject({ count: 0, mean: 0, max: 0 });
  });
});

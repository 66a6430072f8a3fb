import { build, encodeIntoCompressedBase64 } from "hdr-histogram-js";
import { expect, test } from "vitest";
import { latencyOf } from "../fixtures.ts";
import { percentileCurve } from "./percentiles.ts";

test("reads the curve from the histogram, in milliseconds", () => {
  const histogram = build();
  for (let i = 1; i <= 1000; i++) histogram.recordValue(i * 1000);
  const curve = percentileCurve({ ...latencyOf(1, 1000), hdr: encodeIntoCompressedBase64(histogram) });
  expect(curve[0]!.tail).toBe(2);
  expect(curve.at(-1)!.tail).toBeCloseTo(1000);
  expect(curve.length).toBeGreaterThan(20);
  for (const { tail, ms } of curve) expect(Math.abs(ms - 1000 * (1 - 1 / tail))).toBeLessThan(2);
});

test.each(["", "no histogram at all", "AAAA"])("falls back on the summary when the histogram is %j", (hdr) => {
  const latency = { ...latencyOf(2, 50), hdr };
  expect(percentileCurve(latency)).toEqual([
    { tail: 2, ms: latency.p50 },
    { tail: 10, ms: latency.p90 },
    { tail: 50, ms: latency.max },
  ]);
});

test("has no points when nothing was measured, and one when one message was", () => {
  expect(percentileCurve(latencyOf(0, 0))).toEqual([]);
  expect(percentileCurve(latencyOf(2, 1))).toEqual([{ tail: 2, ms: latencyOf(2).max }]);
});

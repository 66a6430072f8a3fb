import { describe, expect, it } from "vitest";
import { isWarm } from "./warm-up.ts";

const series = (latencies: (number | null)[]) => latencies.map((p50) => ({ p50 }));

describe("a load", () => {
  it("is warm after five steady seconds", () => {
    expect(isWarm(series([4, 4.1, 4, 4.1]))).toBe(false);
    expect(isWarm(series([4, 4.1, 4, 4.1, 4]))).toBe(true);
  });

  it("is not warm while the latency still falls", () => {
    const falling = Array.from({ length: 12 }, (_, second) => 100 - 8 * second);
    for (let seconds = 1; seconds <= falling.length; seconds++)
      expect(isWarm(series(falling.slice(0, seconds)))).toBe(false);
    const settled = [...falling, ...Array.from({ length: 20 }, (_, second) => 4 + (second % 2) / 10)];
    expect(isWarm(series(settled))).toBe(true);
  });

  it("is not warm while nothing is acknowledged", () => {
    expect(isWarm(series([4, 4, 4, 4, 4, 4, null]))).toBe(false);
  });
});

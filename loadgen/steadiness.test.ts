import { describe, expect, it } from "vitest";
import { proof } from "./report/fixtures.ts";
import { steadinessOf } from "./steadiness.ts";

const series = (p50: (second: number) => number | null, seconds = 40) =>
  Array.from({ length: seconds }, (_, i) => ({
    ...proof.series[0]!,
    t: i + 1,
    acknowledgedMessages: 1000 + (i % 2),
    p50: p50(i + 1),
  }));
const window = { from: 10, to: 40 };

describe("the steadiness of a measurement", () => {
  it("is told by the measured seconds alone", () => {
    const { messagesPerSecond, p50, p50Change } = steadinessOf(
      series((t) => (t <= 10 ? 500 : 5)),
      window,
      "found",
    );
    // Batches of three seconds: 1, 0, 1 and 0, 1, 0 above 1000 in turn.
    expect(messagesPerSecond?.mean).toBeCloseTo(1000.5, 9);
    expect(messagesPerSecond?.halfWidth).toBeLessThan(0.2);
    expect(p50).toEqual({ mean: 5, halfWidth: 0, confidence: 0.95 });
    expect(p50Change).toBe(0);
  });

  it("tells by how much a latency rose that goes on rising", () => {
    // From 4 + 11 / 2 to 4 + 40 / 2: 14.5 ms.
    expect(
      steadinessOf(
        series((t) => 4 + t / 2),
        window,
        "told",
      ).p50Change,
    ).toBeCloseTo(14.5, 6);
  });

  it("tells no trend of a few seconds, and nothing of none", () => {
    expect(
      steadinessOf(
        series(() => 5),
        { from: 30, to: 40 },
        "told",
      ).p50Change,
    ).toBeNull();
    expect(steadinessOf([], window, "told")).toEqual({
      warmUp: "told",
      messagesPerSecond: null,
      p50: null,
      p50Change: null,
    });
    expect(
      steadinessOf(
        series(() => null),
        window,
        "told",
      ).p50,
    ).toBeNull();
  });
});

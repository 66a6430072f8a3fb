import { describe, expect, it } from "vitest";
import { trendOf } from "./trend.ts";

describe("a trend", () => {
  it("is the median slope", () => {
    // Slopes of 1, 2, 9, 4: 1, 4, 1, 7, 1, -5; in order -5, 1, 1, 1, 4, 7; the upper middle one is 1.
    expect(trendOf([1, 2, 9, 4]).slope).toBe(1);
  });

  it("is significant of a backlog that grows through noise", () => {
    const backlog = Array.from({ length: 30 }, (_, s) => 50 * s + 300 * Math.sin(s * 12.9898));
    expect(trendOf(backlog)).toMatchObject({ significant: true });
    expect(trendOf(backlog).slope).toBeGreaterThan(30);
  });

  it("is not significant of noise, of a level or of too few values", () => {
    expect(trendOf(Array.from({ length: 30 }, (_, s) => Math.sin(s * 12.9898))).significant).toBe(false);
    expect(trendOf(Array.from({ length: 30 }, () => 5))).toEqual({ slope: 0, significant: false });
    expect(trendOf([1, 2, 3]).significant).toBe(false);
  });

  it("takes ten rises in a row as more than chance", () => {
    // S = 45, variance = 10 * 9 * 25 / 18 = 125, z = 44 / 11.18 = 3.94.
    expect(trendOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).significant).toBe(true);
  });

  it("is that of a day of seconds too, whose pairs no array could hold", () => {
    const day = Array.from({ length: 86_400 }, (_, s) => 0.5 * s + 300 * Math.sin(s * 12.9898));
    expect(trendOf(day).significant).toBe(true);
    expect(trendOf(day).slope).toBeCloseTo(0.5, 2);
    expect(trendOf(day.map((value, s) => value - 0.5 * s)).significant).toBe(false);
  });
});

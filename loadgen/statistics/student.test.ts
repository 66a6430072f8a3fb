import { describe, expect, it } from "vitest";
import { normalQuantile, studentQuantile } from "./student.ts";

describe("Student's quantile", () => {
  // Table values of the t distribution, two-sided.
  it.each([
    [0.95, 1, 12.706],
    [0.95, 2, 4.303],
    [0.95, 3, 3.182],
    [0.95, 4, 2.776],
    [0.95, 9, 2.262],
    [0.95, 19, 2.093],
    [0.95, 120, 1.98],
    [0.99, 5, 4.032],
    [0.9, 10, 1.812],
    [0.5, 7, 0.711],
  ])("at %f and %i degrees of freedom is %f", (confidence, degrees, table) => {
    expect(Math.abs(studentQuantile(confidence, degrees) - table)).toBeLessThan(0.0015);
  });

  it("refuses what has no quantile", () => {
    expect(() => studentQuantile(1, 5)).toThrow("a confidence of 1");
    expect(() => studentQuantile(0.95, 0)).toThrow("0 degrees of freedom");
  });
});

describe("the normal quantile", () => {
  it.each([
    [0.5, 0],
    [0.975, 1.959964],
    [0.025, -1.959964],
    [0.001, -3.090232],
    [0.999, 3.090232],
  ])("of %f is %f", (probability, table) => {
    expect(normalQuantile(probability)).toBeCloseTo(table, 5);
  });
});

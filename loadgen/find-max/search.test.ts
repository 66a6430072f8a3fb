import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findMax, type SearchOptions } from "./search.ts";

const options: SearchOptions = { start: 10_000, ceiling: 1e6, turns: 6, mostSteps: 60 };
/** A cluster that keeps every rate up to `edge`. */
const sharp = (edge: number) => async (rate: number) => rate <= edge;

describe("the search for the highest rate", () => {
  it("finds a sharp edge within 2 %, whatever it is", async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 20, max: 900_000, noNaN: true }), async (edge) => {
        const found = await findMax(sharp(edge), options);
        if (found.kind !== "found") throw new Error(found.kind);
        expect(Math.abs(found.rate.mean / edge - 1)).toBeLessThan(0.02);
        expect(found.steps.length).toBeLessThanOrEqual(options.mostSteps);
      }),
    );
  });

  it("is not led astray by one lucky window", async () => {
    let first = true;
    const found = await findMax(async (rate) => {
      const lucky = first && rate > 30_000;
      if (lucky) first = false;
      return lucky || rate <= 30_000;
    }, options);
    if (found.kind !== "found") throw new Error(found.kind);
    expect(found.rate.mean).toBeGreaterThan(28_500);
    expect(found.rate.mean).toBeLessThan(31_500);
  });

  it("gives a wider interval for a cluster whose edge is blurred", async () => {
    let state = 99;
    const random = () => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return state / 2 ** 32;
    };
    const blurred = await findMax(async (rate) => rate <= 40_000 * (0.9 + 0.2 * random()), { ...options, turns: 12 });
    const clear = await findMax(sharp(40_000), { ...options, turns: 12 });
    if (blurred.kind !== "found" || clear.kind !== "found") throw new Error("not found");
    expect(blurred.rate.halfWidth!).toBeGreaterThan(clear.rate.halfWidth!);
    expect(blurred.rate.mean).toBeGreaterThan(36_000);
    expect(blurred.rate.mean).toBeLessThan(44_000);
  });

  it("says that the generator is the limit where even its ceiling is kept", async () => {
    expect(await findMax(sharp(Number.POSITIVE_INFINITY), options)).toMatchObject({ kind: "above", ceiling: 1e6 });
  });

  it("says so where nothing is kept", async () => {
    const found = await findMax(sharp(0), options);
    expect(found).toMatchObject({ kind: "below" });
    expect(found.steps.every(({ kept }) => !kept)).toBe(true);
  });

  it("gives up after so many windows", async () => {
    const found = await findMax(sharp(700_000), { ...options, mostSteps: 8 });
    expect(found.kind).toBe("unsettled");
    expect(found.steps).toHaveLength(8);
  });
});

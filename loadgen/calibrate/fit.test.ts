import { describe, expect, it } from "vitest";
import { fitCosts, type Observation } from "./fit.ts";

const cost = {
  cpuPerMillionMessages: 0.5,
  cpuPerMillionBatches: 100,
  cpuPerGigabyteWritten: 2,
  cpuPerGigabyteSent: 0.4,
};

/** 10 GB in messages of `size` and batches of `batch` bytes, read `readers` times. */
function observation(size: number, batch: number, readers: number, error = 0): Observation {
  const work = {
    cpuPerMillionMessages: 10e9 / size / 1e6,
    cpuPerMillionBatches: 10e9 / batch / 1e6,
    cpuPerGigabyteWritten: 10,
    cpuPerGigabyteSent: 10 * readers,
  };
  const exact =
    work.cpuPerMillionMessages * cost.cpuPerMillionMessages +
    work.cpuPerMillionBatches * cost.cpuPerMillionBatches +
    work.cpuPerGigabyteWritten * cost.cpuPerGigabyteWritten +
    work.cpuPerGigabyteSent * cost.cpuPerGigabyteSent;
  return { name: `${size} B, ${batch} B, ${readers}`, cpuSeconds: exact * (1 + error), work };
}

const matrix = [100, 1361].flatMap((size) =>
  [16_384, 131_072, 1_000_000].flatMap((batch) => [0, 1, 3].map((readers) => [size, batch, readers] as const)),
);

describe("a fit of costs", () => {
  it("finds the costs again where nothing disturbs", () => {
    const { costs, untold, quality } = fitCosts(matrix.map((point) => observation(...point)));
    expect(untold).toEqual([]);
    for (const { cost: name, value, low, high } of costs) {
      expect(value / cost[name as keyof typeof cost]).toBeCloseTo(1, 3);
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
    }
    expect(costs).toHaveLength(4);
    expect(quality.medianError).toBeLessThan(0.001);
  });

  it("comes near them through noise of 5 %, and names the observation that fits worst", () => {
    const noisy = matrix.map((point, i) => observation(...point, 0.05 * Math.sin(i * 12.9898)));
    noisy[4] = observation(100, 131_072, 1, 0.4);
    const { costs, quality } = fitCosts(noisy);
    const written = costs.find(({ cost }) => cost === "cpuPerGigabyteWritten");
    expect(written?.value).toBeGreaterThan(1.5);
    expect(written?.value).toBeLessThan(2.5);
    expect(quality.worst.name).toBe("100 B, 131072 B, 1");
    expect(quality.medianError).toBeLessThan(0.06);
    expect(quality.observations).toBe(18);
  });

  it("does not tell costs apart whose work always goes together", () => {
    // Every point has the same size and batch: messages, batches and bytes cannot be told apart.
    const alike = [1, 2, 3, 4, 5].map((_, i) => observation(100, 16_384, 0, i % 2 ? 0.02 : -0.02));
    const { costs, untold } = fitCosts(alike);
    expect(costs).toEqual([]);
    expect(untold).toEqual(["cpuPerMillionMessages", "cpuPerMillionBatches", "cpuPerGigabyteWritten"]);
  });

  it("refuses too few observations and one without CPU time", () => {
    expect(() => fitCosts([observation(100, 16_384, 1)])).toThrow("1 observations do not tell 4 costs");
    const idle = matrix.map((point) => ({ ...observation(...point), cpuSeconds: 0 }));
    expect(() => fitCosts(idle)).toThrow("no CPU time was measured of 100 B");
  });
});

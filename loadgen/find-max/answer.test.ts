import { describe, expect, it } from "vitest";
import { answerOf } from "./answer.ts";
import { limited, missed, windowAt } from "./fixtures.ts";

const plan = { messagesPerSecond: 10_000, bytesPerSecond: 5e6 };
const found = { kind: "found", rate: { mean: 20_000, halfWidth: 400, confidence: 0.95 }, steps: [] } as const;

describe("the answer of a search", () => {
  it("has the rate with its interval, in bytes, and as a multiple of the plan", () => {
    const steps = [windowAt(19_800), windowAt(20_200, missed)];
    expect(answerOf(found, steps, plan)).toEqual({
      verdict: "found",
      rate: { mean: 20_000, low: 19_600, high: 20_400, confidence: 0.95 },
      // 500 B a message.
      bytesPerSecond: 10e6,
      ofPlan: 2,
    });
  });

  it("is none of the cluster where the edge is its machine's, and names that", () => {
    const steps = [windowAt(19_800), windowAt(20_200, limited), windowAt(20_100, limited), windowAt(20_400, missed)];
    expect(answerOf(found, steps, plan)).toEqual({
      verdict: "invalid",
      why: "at the edge the CPU of the generator's machine was 99 % busy",
      atLeast: 19_800,
    });
  });

  it("stands where the machine was busy far from the edge, or in the smaller part of its windows", () => {
    const steps = [windowAt(40_000, limited), windowAt(20_200, missed), windowAt(20_300, limited), windowAt(19_800)];
    expect(answerOf(found, steps, plan).verdict).toBe("found");
  });

  it("is that the generator was the limit where its ceiling was kept", () => {
    const above = { kind: "above", ceiling: 700_000, steps: [] } as const;
    expect(answerOf(above, [windowAt(700_000)], plan)).toEqual({
      verdict: "invalid",
      why: "the generator offers no more than 700,000 msg/s with room to spare, and all was kept",
      atLeast: 700_000,
    });
  });

  it("is no rate where none was kept, unless the machine was the reason", () => {
    const below = { kind: "below", least: 10, steps: [] } as const;
    expect(answerOf(below, [windowAt(10, missed)], plan)).toEqual({ verdict: "none", least: 10 });
    expect(answerOf(below, [windowAt(10, limited)], plan)).toMatchObject({ verdict: "invalid", atLeast: 0 });
  });

  it("is invalid where the windows ran out", () => {
    const unsettled = { kind: "unsettled", steps: [] } as const;
    expect(answerOf(unsettled, [windowAt(9_000), windowAt(8_000, missed)], plan)).toMatchObject({
      verdict: "invalid",
      why: expect.stringMatching(/^after 2 windows the rate was not settled/),
      atLeast: 9_000,
    });
  });
});

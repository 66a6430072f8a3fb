import { describe, expect, it } from "vitest";
import { Problem } from "../../sizing/problem.ts";
import { objectiveText, parseObjective, plannedObjective } from "./objective.ts";

describe("the objective that a rate has to keep", () => {
  it.each([
    ["p99<100ms", "p99", 100],
    [" p50 < 2 s ", "p50", 2000],
    ["p999<0.5s", "p999", 500],
  ])("reads %j", (text, percentile, belowMs) => {
    expect(parseObjective(text)).toEqual({ percentile, belowMs, from: "command line" });
  });

  it("is the workload's, else a second", () => {
    expect(plannedObjective(0.05)).toEqual({ percentile: "p99", belowMs: 50, from: "workload" });
    expect(objectiveText(plannedObjective(undefined))).toBe("p99 < 1,000 ms");
  });

  it.each(["", "p99", "p99>100ms", "p9<1s", "p99<0ms", "behind<5 s"])("refuses %j", (text) => {
    expect(() => parseObjective(text)).toThrow(Problem);
    expect(() => parseObjective(text)).toThrow(/--keep `.*` is no bound on a latency/);
  });

  it("suggests what was meant", () => {
    expect(() => parseObjective("p999.9<1s")).toThrow(expect.objectContaining({ remedy: "did you mean `p999`?" }));
  });
});

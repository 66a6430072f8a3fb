import { describe, expect, it } from "vitest";
import { judgeWindow, type WindowEvidence } from "./judge-window.ts";
import { plannedObjective } from "./objective.ts";

const good: WindowEvidence = {
  latency: { count: 80_000, mean: 20, p50: 15, p90: 40, p99: 90, p999: 200, max: 300, hdr: "" },
  lagGrowth: 0,
  stopped: null,
  failed: 0,
  dropped: 0,
  mayDrop: 0,
  drained: true,
  audit: { lost: 0, corrupted: 0 },
  odd: 0,
  limits: { eventLoopUtilisation: 0.3, machineCpu: 0.5 },
};
const judge = (change: Partial<WindowEvidence>, seconds = 0.1) =>
  judgeWindow({ ...good, ...change }, plannedObjective(seconds));

describe("a steady window", () => {
  it("is kept with its latency under the bound and nothing left behind, however busy the machine", () => {
    expect(judge({})).toEqual({ outcome: "kept", why: [] });
    expect(judge({ limits: { eventLoopUtilisation: 0.99, machineCpu: 1 } }).outcome).toBe("kept");
    expect(judge({ dropped: 0.0001, mayDrop: 0.0001 }).outcome).toBe("kept");
  });

  it.each<[Partial<WindowEvidence>, string]>([
    [{ latency: { ...good.latency, p99: 100 } }, "100 ms, not p99 < 100 ms"],
    [{ latency: { ...good.latency, count: 0, p99: 0 } }, "nothing was acknowledged"],
    [{ lagGrowth: 0.24 }, "the backlog grew by 0.2 s of load"],
    [{ stopped: "behind 9,000, above 5,000" }, "ended early: behind 9,000, above 5,000"],
    [{ failed: 1 }, "1 messages were given up"],
    [{ dropped: 0.002, mayDrop: 0.001 }, "0.2 % of the messages due were dropped"],
    [{ drained: false, audit: { ...good.audit, lost: 7 } }, "a consumer group did not read to the end in time"],
    [{ audit: { ...good.audit, lost: 7 } }, "7 messages were lost"],
    [{ audit: { ...good.audit, corrupted: 1 } }, "1 messages were not what was sent"],
    [{ odd: 2 }, "2 messages repeated or out of order"],
  ])("is missed with %j", (change, why) => {
    expect(judge(change)).toEqual({ outcome: "missed", why: [why] });
  });

  it("is limited where it is missed with a busy generator or machine, which it names first", () => {
    const slow = { latency: { ...good.latency, p99: 150 } };
    expect(judge({ ...slow, limits: { eventLoopUtilisation: 0.3, machineCpu: 0.97 } })).toEqual({
      outcome: "limited",
      why: ["the CPU of the generator's machine was 97 % busy", "150 ms, not p99 < 100 ms"],
    });
    expect(judge({ ...slow, limits: { eventLoopUtilisation: 0.96, machineCpu: null } }).why[0]).toBe(
      "the generator's busiest thread was 96 % busy",
    );
  });
});

import { describe, expect, it } from "vitest";
import { parseStatement } from "./statement.ts";
import { timeline } from "./timeline.ts";

const plan = (...lines: [at: number, text: string][]) =>
  timeline(
    lines.map(([at, text]) => ({ at, statement: parseStatement(text, "--do"), where: `--do ${text}` })),
    60,
  );
const broker = (number: number) => ({ kind: "broker", number });

describe("a timeline of faults", () => {
  it("joins what belongs together, in the order of their times", () => {
    expect(plan([30, "restart broker 2"], [10, "kill broker 2"], [5, "pause broker 1 for 10s"])).toEqual([
      { action: "pause", node: broker(1), at: 5, until: 15 },
      { action: "kill", node: broker(2), at: 10, until: 30 },
    ]);
    expect(plan([10, "pause broker 1"], [20, "resume broker 1"], [20, "stop broker 1"])).toEqual([
      { action: "pause", node: broker(1), at: 10, until: 20 },
      { action: "stop", node: broker(1), at: 20, until: null },
    ]);
  });

  it("ends a narrow network where it is widened", () => {
    expect(plan([10, "narrow network to 20 MB/s"], [20, "widen network"], [12, "kill broker 1"])).toEqual([
      { action: "narrow", bytesPerSecond: 20e6, at: 10, until: 20 },
      { action: "kill", node: broker(1), at: 12, until: null },
    ]);
  });

  it("takes the restart of a node that runs for a fault by itself", () => {
    expect(plan([10, "kill broker 1 for 5s"], [20, "restart broker 1"])).toEqual([
      { action: "kill", node: broker(1), at: 10, until: 15 },
      { action: "restart", node: broker(1), at: 20, until: 20 },
    ]);
  });

  it.each([
    ["PLM-FAULT-003", "begins before the measured part", [[-1, "kill broker 1"]]],
    ["PLM-FAULT-003", "begins after the end", [[60, "kill broker 1"]]],
    ["PLM-FAULT-003", "ends after the end", [[55, "pause broker 1 for 5s"]]],
    [
      "PLM-FAULT-004",
      "harms a node twice",
      [
        [10, "kill broker 1"],
        [20, "pause broker 1"],
      ],
    ],
    [
      "PLM-FAULT-004",
      "restarts within a pause",
      [
        [10, "pause broker 1"],
        [20, "restart broker 1"],
      ],
    ],
    [
      "PLM-FAULT-004",
      "begins before an end",
      [
        [10, "kill broker 1 for 20s"],
        [20, "restart broker 1"],
      ],
    ],
    ["PLM-FAULT-005", "resumes what runs", [[10, "resume broker 1"]]],
    ["PLM-FAULT-005", "widens what is not narrow", [[10, "widen network"]]],
    [
      "PLM-FAULT-004",
      "narrows twice",
      [
        [10, "narrow network to 20 MB/s"],
        [20, "narrow network to 10 MB/s"],
      ],
    ],
  ] as [string, string, [number, string][]][])("refuses with %s what %s", (code, _, lines) => {
    expect(() => plan(...lines)).toThrow(expect.objectContaining({ kind: "input", code }));
  });
});

import { expect, test } from "vitest";
import type { BenchReport } from "./bench-report.ts";
import { type Round, summarised } from "./case-result.ts";
import { summary } from "./summary.ts";

const peer = (name: string) => ({ name, version: "1", use: "", settings: {} });
const round = (n: number, name: string, messagesPerSecond: number, cpuSecondsPerMillion: number): Round => ({
  round: n,
  peer: name,
  figures: { messagesPerSecond, cpuSecondsPerMillion },
  evidence: {},
});
const facts = {
  id: "produce-100B-1-broker",
  title: "produce 100 B",
  method: "",
  conditions: {},
  compared: "peers" as const,
};

function report(rounds: Round[], names: string[], count: number, loadBefore = 0): BenchReport {
  return {
    schema: "plimsoll/bench@1",
    startedAt: "2026-03-01T10:00:00.000Z",
    seconds: 60,
    options: { rounds: count, only: ["produce"], cases: "", quick: false },
    machine: {
      cpu: "Processor",
      cores: 2,
      memoryBytes: 25e9,
      system: "Linux 6",
      node: "26.9.0",
      java: "openjdk 17",
      kafka: "3.9.2",
      loadBefore,
    },
    cases: [summarised({ ...facts, peers: names.map(peer) }, rounds)],
    targets: [],
  };
}

test("every peer has its medians, their range and how plimsoll stands to it", () => {
  const rounds = [
    round(1, "plimsoll", 900_000, 0.1),
    round(1, "java", 300_000, 1),
    round(2, "plimsoll", 1_100_000, 0.3),
    round(2, "java", 200_000, 1),
  ];
  const lines = summary(report(rounds, ["plimsoll", "java"], 2)).split("\n");
  expect(lines.slice(3, 6)).toEqual([
    "produce 100 B",
    "  plimsoll  1,000,000 msg/s  ±10 %         0.20 CPU-s/M  ±50 %",
    "  java        250,000 msg/s  ±20 %  x4.00  1.00 CPU-s/M   ±0 %  x0.20",
  ]);
});

test("one round has no range, and one peer no ratio", () => {
  const lines = summary(report([round(1, "plimsoll", 900_000, 0.1)], ["plimsoll"], 1)).split("\n");
  expect(lines[1]).toMatch(/^One round only/);
  expect(lines[4]).toBe("  plimsoll  900,000 msg/s  0.10 CPU-s/M");
});

test("what a peer answered stands below the figures", () => {
  const asked = (name: string, evidence: Round["evidence"]) => ({ ...round(1, name, 900_000, 0.1), evidence });
  const rounds = [asked("plimsoll", { answer: "2 brokers" }), asked("java", { answer: "no plan" })];
  expect(
    summary(report(rounds, ["plimsoll", "java"], 1))
      .split("\n")
      .slice(6),
  ).toEqual(["  plimsoll:  2 brokers", "  java:      no plan", ""]);
});

test("a target stands beside what was reached, met or missed", () => {
  const target = {
    kind: "ratio",
    case: facts.id,
    figure: "cpuSecondsPerMillion",
    peer: "plimsoll",
    against: ["java"],
    bound: { atMost: 1 / 3 },
  } as const;
  const judged = { target, value: 0.5, against: "java", outcome: "missed" } as const;
  expect(summary({ ...report([], [], 5), targets: [judged] })).toContain(
    "\nTargets\n  missed  produce-100B-1-broker  cpuSecondsPerMillion  0.5 times java's  (at most 0.333)\n",
  );
});

test("a quick run warns of its own figures", () => {
  const full = report([], [], 1);
  expect(summary({ ...full, options: { ...full.options, quick: true } })).toContain("A quick run shows");
  expect(summary(full)).not.toContain("A quick run shows");
});

test("a machine that was busy before is told", () => {
  expect(summary(report([], [], 5, 1.4))).toContain(
    "The machine was busy before the bench began (load 1.4 on 2 cores)",
  );
  expect(summary(report([], [], 5, 0.4))).not.toContain("busy");
});

test("points of a curve stand below each other without ratios", () => {
  const rounds = [round(1, "1 worker", 900_000, 0.1), round(1, "2 workers", 1_500_000, 0.2)];
  const curve = report(rounds, ["1 worker", "2 workers"], 1);
  const text = summary({ ...curve, cases: curve.cases.map((result) => ({ ...result, compared: "points" })) });
  expect(text).toMatch(/1 worker +900,000 msg\/s +0\.10 CPU-s\/M\n +2 workers +1,500,000 msg\/s +0\.20 CPU-s\/M\n/);
});

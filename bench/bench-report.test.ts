import { expect, test } from "vitest";
import { type BenchReport, reportFile } from "./bench-report.ts";
import { type Section, sections } from "./options.ts";

const report = (only: readonly Section[], cases = "") =>
  ({ startedAt: "2026-03-01T23:59:00.000Z", options: { rounds: 5, only, cases, quick: false } }) as BenchReport;

test("a whole report is named by its day, and one of some sections by these as well", () => {
  expect(reportFile(report(sections), sections)).toBe("bench-2026-03-01.json");
  expect(reportFile(report(["planner", "up"]), sections)).toBe("bench-2026-03-01-planner-up.json");
  expect(reportFile(report(["produce"], "1361B"), sections)).toBe("bench-2026-03-01-produce-1361B.json");
});

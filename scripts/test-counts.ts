import { readFileSync } from "node:fs";

/** What vitest's JSON reporter counted, and the tests that it left out. */
export interface TestCounts {
  passed: number;
  failed: number;
  skipped: number;
  skippedNames: string[];
}

interface VitestJson {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numFailedTestSuites: number;
  testResults: { status: string; assertionResults: { status: string; fullName: string }[] }[];
}

/** Reads the file that vitest wrote; a file that failed as a whole, without any test counted, counts as one failure. */
export function readCounts(file: string): TestCounts {
  const report = JSON.parse(readFileSync(file, "utf8")) as VitestJson;
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((assertion) => assertion.status === "failed"),
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles,
    skipped: report.numPendingTests + report.numTodoTests,
    skippedNames: report.testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status !== "passed" && status !== "failed")
      .map(({ fullName }) => fullName),
  };
}

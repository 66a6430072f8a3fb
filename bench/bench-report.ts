import type { CaseResult } from "./case-result.ts";
import type { MachineFacts } from "./machine-facts.ts";
import type { BenchOptions } from "./options.ts";
import type { JudgedTarget } from "./target.ts";

/** What a bench found: every single value, the medians, and the targets beside them. */
export interface BenchReport {
  readonly schema: "plimsoll/bench@1";
  readonly startedAt: string;
  readonly seconds: number;
  readonly options: Pick<BenchOptions, "rounds" | "only" | "cases" | "quick">;
  readonly machine: MachineFacts;
  readonly cases: readonly CaseResult[];
  readonly targets: readonly JudgedTarget[];
}

/** The name of a report's file: its day, and its sections and cases where they are not all. */
export function reportFile({ startedAt, options }: BenchReport, all: readonly string[]): string {
  const partial = [...(options.only.length < all.length ? options.only : []), options.cases].filter(
    (name) => name !== "",
  );
  return `${["bench", startedAt.slice(0, 10), ...partial].join("-")}.json`;
}

import type { Verdict } from "../verdict.ts";
import type { Block, Fact } from "./block.ts";

/** A main part of a report, which the contents name. */
export interface Part {
  /** Letters, digits and hyphens; unique in the report. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/**
 * Everything that a report says, before it is a page, Markdown or JSON: each of these shows this and nothing else, so
 * that they cannot differ in a number.
 */
export interface ReportModel {
  readonly schema: "plimsoll/report@1";
  readonly subject: "plan" | "proof" | "comparison";
  readonly name: string;
  readonly title: string;
  readonly verdict: Verdict;
  /** The verdicts of other parts, and what was not done. */
  readonly besides: readonly { readonly part: string | null; readonly sentence: string }[];
  /** The figures to see first. */
  readonly highlights: readonly Fact[];
  readonly parts: readonly Part[];
}

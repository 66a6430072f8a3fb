import type { Mark } from "../loadgen/proof/mark.ts";
import type { Proof } from "../loadgen/proof/proof.ts";
import type { Repeats } from "../loadgen/repeats/repeats.ts";
import type { ReportModel } from "../loadgen/report/model/report.ts";
import type { Plan } from "../sizing/plan.ts";

/** What a run found. */
export type Results = { readonly plan: Plan; readonly proof: Proof; readonly mark?: Mark };

/** The files of `--out` by name: proof.json, junit.xml, summary.md, report.html, and mark.json where there is a mark. */
export async function reportFiles(results: Results): Promise<Record<string, string>> {
  const { proof, mark } = results;
  // Drawing charts takes a second to load, which is none of the business of a command that writes no report.
  const { renderCiSummary } = await import("../loadgen/report/ci-summary.ts");
  const { renderHtml } = await import("../loadgen/report/html/page.ts");
  const { renderJUnit } = await import("../loadgen/report/junit.ts");
  const { reportOf } = await import("../loadgen/report/model/build.ts");
  return {
    "proof.json": json(proof),
    "junit.xml": renderJUnit(proof),
    "summary.md": renderCiSummary(proof),
    ...(mark ? { "mark.json": json(mark) } : {}),
    "report.html": renderHtml(reportOf(results)),
  };
}

/** The files of `--out` of several proofs of the same load: repeats.json, junit.xml, summary.md and report.html. */
export async function repeatsFiles(
  plan: Plan,
  proofs: readonly Proof[],
  repeats: Repeats,
): Promise<Record<string, string>> {
  const { renderHtml } = await import("../loadgen/report/html/page.ts");
  const { renderJUnit } = await import("../loadgen/report/junit.ts");
  const { renderRepeatsSummary } = await import("../loadgen/report/repeats/ci-summary.ts");
  const { reportOfRepeats } = await import("../loadgen/report/repeats/report.ts");
  return {
    "repeats.json": json(repeats),
    "junit.xml": renderJUnit(...proofs),
    "summary.md": renderRepeatsSummary(repeats),
    "report.html": renderHtml(reportOfRepeats(repeats, plan)),
  };
}

/** A report as a page, as Markdown or as JSON. */
export async function reportText(report: ReportModel, format: "html" | "markdown" | "json"): Promise<string> {
  switch (format) {
    case "html":
      return (await import("../loadgen/report/html/page.ts")).renderHtml(report);
    case "markdown":
      return (await import("../loadgen/report/markdown/document.ts")).renderMarkdown(report);
    case "json":
      return json(report);
  }
}

/** A result as JSON, as `--json` prints it and `--out` writes it. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

import type { Mark } from "../loadgen/proof/mark.ts";
import type { Proof } from "../loadgen/proof/proof.ts";
import type { Plan } from "../sizing/plan.ts";

/** What a run found. */
export type Results = { readonly plan: Plan; readonly proof: Proof; readonly mark?: Mark };

/** The files of `--out` by name: proof.json, junit.xml, summary.md, report.html, and mark.json where there is a mark. */
export async function reportFiles({ plan, proof, mark }: Results): Promise<Record<string, string>> {
  // Drawing charts takes a second to load, which is none of the business of a command that writes no report.
  const { renderReport } = await import("../loadgen/report/html.ts");
  const { renderJUnit } = await import("../loadgen/report/junit.ts");
  const { renderMarkdown } = await import("../loadgen/report/markdown.ts");
  return {
    "proof.json": json(proof),
    "junit.xml": renderJUnit(proof),
    "summary.md": renderMarkdown(proof),
    ...(mark ? { "mark.json": json(mark) } : {}),
    "report.html": renderReport(mark ? { plan, proof, mark } : { plan, proof }),
  };
}

/** A result as JSON, as `--json` prints it and `--out` writes it. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

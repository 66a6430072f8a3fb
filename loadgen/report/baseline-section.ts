import type { Comparison } from "../proof/comparison.ts";
import { percent } from "./figures.ts";
import { html, type Markup } from "./markup.ts";
import { table } from "./table.ts";

const outcomes = { better: "better", same: "the same", worse: "worse" } as const;

/** A run beside an earlier one; nothing where there is none. */
export function baselineSection(baseline: Comparison | null): Markup | null {
  if (baseline === null) return null;
  const { run, startedAt, tolerance, differences, changes } = baseline;
  const head = html`<h3>Beside run ${run} of ${startedAt.slice(0, 10)}</h3>`;
  if (differences.length > 0)
    return html`${head}<p>The two cannot be compared:</p><ul>${differences.map((text) => html`<li>${text}</li>`)}</ul>`;
  return html`${head}
${table(
  `Figures that differ by more than ${percent(tolerance)} are better or worse`,
  [
    { head: "figure", cell: ({ figure }) => html`<code>${figure}</code>` },
    { head: "now", cell: ({ text }) => text },
    { head: "outcome", cell: ({ outcome }) => outcomes[outcome] },
  ],
  changes,
)}`;
}

import type { Comparison } from "../../proof/comparison.ts";
import { percent } from "../figures.ts";
import { type Block, code, section, table, text } from "../model/block.ts";

/** A run beside an earlier one; nothing where there is none. */
export function baselineBlocks(baseline: Comparison | null): Block[] {
  if (baseline === null) return [];
  const { run, startedAt } = baseline;
  return [section(`Beside run ${run} of ${startedAt.slice(0, 10)}`, ...changeBlocks(baseline))];
}

/** What changed from one run to another, or why they cannot be compared. */
export function changeBlocks({ tolerance, differences, changes }: Comparison): Block[] {
  if (differences.length > 0)
    return [text("The two cannot be compared:"), { kind: "list", numbered: false, items: differences }];
  return [
    table<Comparison["changes"][number]>(
      `Figures that differ by more than ${percent(tolerance)} are better or worse`,
      [
        { head: "figure", cell: ({ figure }) => code(figure) },
        { head: "now", cell: ({ text: change }) => change },
        {
          head: "outcome",
          cell: ({ outcome }) => (outcome === "same" ? "the same" : { kind: "outcome", outcome, text: outcome }),
        },
      ],
      changes,
    ),
  ];
}

import type { Plan } from "../../../sizing/plan.ts";
import { quantity } from "../figures.ts";
import { type Block, code, table } from "../model/block.ts";

/** What is needed, what there is, and what to do. */
export function refusalTable(refusals: Plan["refusals"]): Block {
  return table(
    "Refusals",
    [
      { head: "code", cell: (refusal) => code(refusal.code) },
      { head: "resource", cell: ({ resource }) => resource },
      { head: "needed", numeric: true, cell: ({ needed, unit }) => quantity(needed, unit) },
      { head: "available", numeric: true, cell: ({ available, unit }) => quantity(available, unit) },
      { head: "what to do", cell: ({ remedy }) => remedy },
    ],
    refusals,
  );
}

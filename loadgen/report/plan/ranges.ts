import type { Plan } from "../../../sizing/plan.ts";
import { type Block, code, table, text } from "../model/block.ts";
import { amount, money } from "../plan-figures.ts";

/** What a workload with ranges takes at each end of them; nothing where every value is told. */
export function rangeBlocks({ ranges }: Plan): Block[] {
  if (ranges === null) return [];
  return [
    text(`Some inputs are ranges. The plan is for the ${ranges.plannedFor} end of them.`),
    table(
      "Inputs that are ranges",
      [
        { head: "input", cell: ({ key }) => code(key) },
        { head: "low", numeric: true, cell: ({ low }) => low },
        { head: "likely", numeric: true, cell: ({ likely }) => likely },
        { head: "high", numeric: true, cell: ({ high }) => high },
      ],
      ranges.keys,
    ),
    table(
      "What each end takes",
      [
        { head: "end", cell: ({ name }) => name },
        { head: "verdict", cell: ({ verdict, refusal }) => (verdict === "planned" ? verdict : `refused, ${refusal}`) },
        { head: "brokers", numeric: true, cell: ({ brokers }) => amount(brokers) },
        { head: "a month", numeric: true, cell: ({ perMonth }) => (perMonth === null ? "-" : money(perMonth)) },
        { head: "regret", numeric: true, cell: ({ regret }) => (regret === null ? "-" : money(regret)) },
      ],
      ranges.scenarios,
    ),
  ];
}

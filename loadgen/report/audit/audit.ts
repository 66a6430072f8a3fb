import type { AuditResult } from "../../proof/audit-result.ts";
import { count } from "../figures.ts";
import { type Block, facts, note, section, table } from "../model/block.ts";
import { auditWords } from "./words.ts";

/** The audit: totals, and every producer and partition that is not clean; of readers that may not have come to the end. */
export function auditBlocks(result: AuditResult, drained = true): Block {
  const { outcome, missing } = auditWords(result, drained);
  const number = (head: string, of: (row: AuditResult["partitions"][number]) => number) => ({
    head,
    numeric: true,
    cell: (row: AuditResult["partitions"][number]) => count(of(row)),
  });
  return section(
    `Audit: ${outcome}`,
    note("Every acknowledged message is looked for by producer, partition and sequence."),
    facts([
      ["acknowledged", count(result.acknowledged)],
      ["consumed", count(result.consumed)],
      [missing, count(result.lost)],
      ["corrupted", count(result.corrupted)],
      ["repeated", count(result.repeated)],
      ["out of order", count(result.outOfOrder)],
      ["stored, never acknowledged", count(result.unacknowledged)],
    ]),
    ...(result.partitions.length > 0
      ? [
          table(
            "Producers and partitions that are not clean",
            [
              { head: "topic", cell: ({ topic }) => topic },
              { head: "group", cell: ({ group }) => group },
              number("partition", (row) => row.partition),
              number("producer", (row) => row.producer),
              number("acknowledged", (row) => row.acknowledged),
              number("consumed", (row) => row.consumed),
              number(missing, (row) => row.lost),
              number("repeated", (row) => row.repeated),
              number("out of order", (row) => row.outOfOrder),
            ],
            result.partitions,
          ),
        ]
      : []),
  );
}

import type { Capacity } from "../../../sizing/index.ts";
import { paintOf } from "../../ink/look.ts";
import { bindingNote, hasClusters } from "../../views/capacity/answer.ts";
import { loadTable } from "../../views/capacity/load.ts";
import { retentionTable } from "../../views/capacity/retention.ts";
import { carriedSentence, unanswered } from "../../views/capacity.ts";
import { indented, wrapped } from "../../views/lines.ts";
import type { Space } from "./space.ts";

/** What the machines carry and how long they keep it: as they are, and with brokers more. */
export function capacityRows(capacity: Capacity, { columns, rows, look }: Space): string[] {
  const paint = paintOf(look);
  const several = hasClusters(capacity);
  const { steps } = capacity;
  const notes = [...bindingNote(capacity).flatMap((line) => indented(line, 3, columns)), ...unanswered(steps, columns)];
  return [
    paint("bold", "These machines, what can they carry?"),
    ...wrapped(carriedSentence(steps[0]!, several), 4, columns),
    "",
    paint("bold", "In times the workload"),
    ...loadTable(steps, several, columns),
    "",
    paint("bold", "Longest retention"),
    ...retentionTable(steps, several, columns),
    ...notes.map((line) => paint("dim", line)),
  ].slice(0, rows);
}

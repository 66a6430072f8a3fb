import type { Plan } from "../../../sizing/plan.ts";
import { paintOf } from "../../ink/look.ts";
import type { Paint } from "../../terminal.ts";
import { cut, wrapped } from "../../views/lines.ts";
import { reasonLines } from "../../views/reason.ts";
import type { Entry } from "./entries.ts";
import { type Picker, windowAt } from "./picker.ts";
import type { Space } from "./space.ts";

const leastListed = 1;

function entryLine({ name, value }: Entry, isChosen: boolean, columns: number, paint: Paint): string {
  const shown = cut(value, Math.floor(columns / 2));
  const label = cut(name, Math.max(4, columns - shown.length - 4));
  const line = `${isChosen ? ">" : " "} ${label.padEnd(columns - shown.length - 4)}  ${shown}`;
  return isChosen ? paint("inverse", line) : line;
}

/** A list of numbers to pick from, and beneath it the reason for the picked one. */
export function explainRows(
  plan: Plan,
  entries: readonly Entry[],
  { typed, at }: Picker,
  { columns, rows, look }: Space,
): string[] {
  const paint = paintOf(look);
  const chosen = entries[at];
  const found = `${entries.length === 0 ? 0 : at + 1} of ${entries.length}`;
  const find = `Find: ${typed === "" ? paint("dim", "type a part of its name") : typed}${paint("inverse", " ")}`;
  const title = `${paint("bold", "Why this number?")} ${paint("dim", found)}`;
  if (chosen === undefined) {
    const none =
      plan.clusters.length === 0 ? "The plan was refused: it has no number to explain." : "No number has that name.";
    return [title, find, "", ...wrapped(none, 2, columns)].slice(0, rows);
  }
  const reason = reasonLines(chosen.key, plan.explanation[chosen.key]!, paint, columns);
  const room = rows - 3;
  const listed = Math.max(leastListed, room - reason.length);
  const { from, to } = windowAt(at, entries.length, listed);
  const list = entries.slice(from, to).map((entry, n) => entryLine(entry, from + n === at, columns, paint));
  return [title, find, ...list, "", ...reason].slice(0, rows);
}

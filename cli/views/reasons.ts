import { count, quantity } from "../../loadgen/report/figures.ts";
import { wrap } from "../../loadgen/report/text.ts";
import type { Plan } from "../../sizing/plan.ts";
import type { Reason } from "../../sizing/reason.ts";
import type { Paint } from "../terminal.ts";
import { reasonLines } from "./reason.ts";

/** So many reasons in full can still be read; of more a reader is shown the main ones. */
const mostInFull = 100;

/** Whether all the reasons of a result can be shown in full. */
export const inFull = (explanation: Plan["explanation"]): boolean => Object.keys(explanation).length <= mostInFull;

/** Which reasons to show, and whether in full or in a line or two. */
export interface ReasonChoice {
  /** Those that the result has no number for are left out. */
  readonly keys: readonly string[];
  readonly form: "short" | "full";
  /** Left out of the keys that are shown in short. */
  readonly prefix: string;
  /** How a reader sees the others. */
  readonly more: string;
  /** Columns that every line keeps to. */
  readonly columns: number;
}

/** The reasons of a result's numbers, as lines; none if it has no numbers. */
export function renderReasons(explanation: Plan["explanation"], choice: ReasonChoice, paint: Paint): string[] {
  const all = Object.keys(explanation).length;
  const { keys, form, prefix, more, columns } = choice;
  if (all === 0) return [];
  const known = keys.filter((key) => Object.hasOwn(explanation, key));
  const blocks = {
    full: () => known.flatMap((key) => ["", ...reasonLines(key, explanation[key]!, paint, columns)]),
    short: () =>
      known
        .filter((key) => explanation[key]!.value !== null)
        .flatMap((key, i) =>
          shortReason(i + 1, key.startsWith(prefix) ? key.slice(prefix.length) : key, explanation[key]!, columns),
        ),
  };
  const lines = blocks[form]();
  const rest = `The reason for all ${count(all)} numbers: ${more}.`;
  return [
    ...(lines.length > 0 ? [paint("bold", "Why"), ...lines] : []),
    ...(form === "full" && known.length === all ? [] : [...(form === "full" ? [""] : []), paint("dim", rest)]),
  ];
}

function shortReason(number: number, key: string, { value, unit, formula }: Reason, columns: number): string[] {
  return wrap(`${key} = ${quantity(value, unit)}: ${formula}`, columns - 5, 2).map(
    (line, i) => `${(i === 0 ? `${number}.` : "").padStart(4)} ${line}`,
  );
}

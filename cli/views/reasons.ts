import { quantity } from "../../loadgen/report/figures.ts";
import { wrap } from "../../loadgen/report/text.ts";
import type { Plan, Reason } from "../../sizing/plan.ts";
import type { Paint } from "../terminal.ts";
import { renderReason } from "./reason.ts";

const width = 80;

/** Which reasons to show: all of them in full, or in a line or two those whose keys match. */
export interface ReasonChoice {
  readonly keys: RegExp | "all";
  /** Left out of the keys that are shown in short. */
  readonly prefix: string;
  /** How a reader sees the others. */
  readonly more: string;
}

/** The reasons of a result's numbers, as lines of at most 80 columns. */
export function renderReasons(explanation: Plan["explanation"], choice: ReasonChoice, paint: Paint): string[] {
  const all = Object.entries(explanation);
  const { keys, prefix, more } = choice;
  if (all.length === 0) return [];
  if (keys === "all") {
    const blocks = all.flatMap(([key, reason]) => ["", ...renderReason(key, reason, paint).trimEnd().split("\n")]);
    return ["", paint("bold", "Why"), ...blocks];
  }
  const main = all.filter(([key, { value }]) => value !== null && keys.test(key));
  const lines = main.flatMap(([key, reason], i) =>
    shortReason(i + 1, key.startsWith(prefix) ? key.slice(prefix.length) : key, reason),
  );
  const rest = `The reason for all ${all.length} numbers: ${more}.`;
  return ["", ...(lines.length > 0 ? [paint("bold", "Why")] : []), ...lines, paint("dim", rest)];
}

function shortReason(number: number, key: string, { value, unit, formula }: Reason): string[] {
  return wrap(`${key} = ${quantity(value, unit)}: ${formula}`, width - 5, 2).map(
    (line, i) => `${(i === 0 ? `${number}.` : "").padStart(4)} ${line}`,
  );
}

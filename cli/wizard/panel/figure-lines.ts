import { wrap } from "../../../loadgen/report/text.ts";
import type { Paint } from "../../terminal.ts";
import { cut } from "../../views/lines.ts";
import type { Figure } from "../../views/plan/figures.ts";

const widestName = 14;

/** Figures one a line, name and text in two columns; a text that does not fit is cut. */
export function figureLines(figures: readonly Figure[], columns: number, paint: Paint): string[] {
  const label = Math.min(widestName, Math.max(0, ...figures.map(({ name }) => name.length))) + 1;
  return figures.map(({ name, text }) => {
    const [shown] = wrap(text, columns - label, 1) as [string];
    return `${paint("dim", cut(name, label - 1).padEnd(label))}${shown}`;
  });
}

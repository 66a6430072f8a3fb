import { Text } from "ink";
import { createElement as h, type ReactElement } from "react";
import { type Look, paintOf } from "../../ink/look.ts";
import type { DiffLine, Fault, FileChange } from "../contract.ts";

const signs: Record<DiffLine["kind"], string> = { same: " ", added: "+", removed: "-", "left out": "~" };
const tones = { same: "dim", added: "green", removed: "red", "left out": "dim" } as const;
const words = { new: "new", changed: "changed", unchanged: "as before" } as const;

function questionOf(changes: readonly FileChange[]): string {
  const overwritten = changes.filter(({ state }) => state === "changed").length;
  if (overwritten === 1) return "Enter writes over a file that there is.";
  if (overwritten > 1) return `Enter writes over ${overwritten} files that there are.`;
  const unchanged = changes.length > 0 && changes.every(({ state }) => state === "unchanged");
  return unchanged ? "Nothing is to be written; Enter goes on." : "Enter writes these files.";
}

/** All lines of the review: what keeps the files from being written, or what writing changes. */
export function reviewLines(changes: readonly FileChange[], faults: readonly Fault[], look: Look): string[] {
  const paint = paintOf(look);
  if (faults.length > 0)
    return [
      paint("bold", "Before it can be written:"),
      ...faults.map(({ id, text }) => `${paint("red", "!")} ${id.slice(id.indexOf(":") + 1)} ${text}`),
    ];
  const question = questionOf(changes);
  return [
    paint("bold", question),
    ...changes.flatMap(({ path, state, lines }) => [
      "",
      `${paint("bold", path)} ${paint("dim", words[state])}`,
      ...(state === "unchanged" ? [] : lines.map(({ kind, text }) => paint(tones[kind], `${signs[kind]} ${text}`))),
    ]),
  ];
}

export interface ReviewProps {
  readonly lines: readonly string[];
  readonly scroll: number;
  readonly height: number;
}

/** As much of the review as fits, from where it was scrolled to. */
export function Review({ lines, scroll, height }: ReviewProps): ReactElement {
  const shown = lines.slice(scroll, scroll + height);
  return h(Text, { wrap: "truncate" }, shown.join("\n"));
}

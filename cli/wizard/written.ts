import type { Paint } from "../terminal.ts";
import { width } from "../views/lines.ts";
import { renderHeadline } from "../views/plan/headline.ts";
import { renderRefusals } from "../views/plan/refusals.ts";
import type { Written } from "./without-questions.ts";

const marks = { new: "new      ", changed: "changed  ", unchanged: "as before" } as const;

/** What was written, and its plan in a sentence. */
export function renderWritten({ files, plan }: Written, paint: Paint): string {
  const view = { paint, why: "main", show: "main", columns: width } as const;
  const parts = [
    files.map(({ path, state }) => `${paint("dim", marks[state])}  ${path}`),
    [...renderHeadline(plan, view), ...(plan.verdict === "refused" ? renderRefusals(plan, view) : [])],
  ];
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

/** The commands that go on from a folder. */
export const renderNext = (folder: string): string =>
  ["", "Next:", ...["plan", "up", "prove"].map((command) => `  plimsoll ${command} ${folder}`), ""].join("\n");

import { Box, Text } from "ink";
import { createElement as h, type ReactElement } from "react";
import { wrap } from "../../../loadgen/report/text.ts";
import { type Look, paintOf } from "../../ink/look.ts";
import type { Question } from "../contract.ts";
import { FieldView } from "../panel/field.ts";

/** Lines that the help of a question takes at most, below an empty one. */
const MOST_HELP_LINES = 7;

const rowsOf = ({ focused, error }: Question): number => (focused || error !== null ? 2 : 1);

/** The help of the focused question; none where it was not asked for. */
function helpLines(questions: readonly Question[], help: boolean, width: number): string[] {
  const focused = help ? questions.find((question) => question.focused) : undefined;
  return (focused?.help ?? []).flatMap((line) => wrap(line, width - 2, 3)).slice(0, MOST_HELP_LINES);
}

const rowsOfHelp = (lines: readonly string[]): number => (lines.length === 0 ? 0 : lines.length + 1);
const rowsOfAll = (questions: readonly Question[]): number =>
  questions.reduce((rows, question) => rows + rowsOf(question), 0);

/** Rows that questions take, with the help of the focused one. */
export const questionsHeight = (questions: readonly Question[], help: boolean, width: number): number =>
  rowsOfAll(questions) + rowsOfHelp(helpLines(questions, help, width));

/** The questions of which the focused one is seen, where there is no room for all. */
function inRoom(questions: readonly Question[], rows: number): readonly Question[] {
  const focus = Math.max(
    0,
    questions.findIndex(({ focused }) => focused),
  );
  let from = 0;
  while (from < focus && rowsOfAll(questions.slice(from, focus + 1)) > rows) from++;
  return questions.slice(from);
}

export interface QuestionsProps {
  readonly questions: readonly Question[];
  readonly help: boolean;
  readonly width: number;
  readonly height: number;
  readonly look: Look;
}

/** The questions of a screen, and under them the help of the focused one if it was asked for. */
export function Questions({ questions, help, width, height, look }: QuestionsProps): ReactElement {
  const labelWidth = Math.max(0, ...questions.map(({ label }) => label.length));
  const helped = helpLines(questions, help, width);
  const empty =
    questions.length === 0 ? [h(Text, { key: "none" }, "Nobody reads this topic. Ctrl-N adds a group.")] : [];
  return h(
    Box,
    { flexDirection: "column" },
    ...empty,
    ...inRoom(questions, height - rowsOfHelp(helped)).map((question) =>
      h(FieldView, { key: question.id, question, labelWidth, width, look }),
    ),
    helped.length > 0 ? h(Help, { lines: helped, look }) : null,
  );
}

function Help({ lines, look }: { readonly lines: readonly string[]; readonly look: Look }) {
  const paint = paintOf(look);
  return h(
    Box,
    { marginTop: 1 },
    h(Text, { wrap: "truncate" }, lines.map((line) => paint("dim", `  ${line}`)).join("\n")),
  );
}

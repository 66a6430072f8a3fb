import { Box, Text } from "ink";
import { createElement as h, type ReactElement } from "react";
import { wrap } from "../../../loadgen/report/text.ts";
import { type Look, paintOf } from "../../ink/look.ts";
import type { Question } from "../contract.ts";
import { FieldView } from "../panel/field.ts";

/** Rows that the help of a question takes at most. */
const HELP_ROWS = 8;

const rowsOf = ({ focused, error }: Question): number => (focused || error !== null ? 2 : 1);

/** Rows that questions take, with the help of the focused one. */
export const questionsHeight = (questions: readonly Question[], help: boolean): number =>
  questions.reduce((rows, question) => rows + rowsOf(question), help ? HELP_ROWS : 0);

/** The questions of which the focused one is seen, where there is no room for all. */
function inRoom(questions: readonly Question[], rows: number): readonly Question[] {
  const focus = Math.max(
    0,
    questions.findIndex(({ focused }) => focused),
  );
  let from = 0;
  while (from < focus && questionsHeight(questions.slice(from, focus + 1), false) > rows) from++;
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
  const room = help ? height - HELP_ROWS : height;
  const helped = questions.find(({ focused }) => focused)?.help ?? [];
  const empty =
    questions.length === 0 ? [h(Text, { key: "none" }, "Nobody reads this topic. Ctrl-N adds a group.")] : [];
  return h(
    Box,
    { flexDirection: "column" },
    ...empty,
    ...inRoom(questions, room).map((question) => h(FieldView, { key: question.id, question, labelWidth, width, look })),
    help ? h(Help, { lines: helped, width, look }) : null,
  );
}

function Help({ lines, width, look }: { readonly lines: readonly string[] } & Pick<QuestionsProps, "width" | "look">) {
  const paint = paintOf(look);
  const text = lines.flatMap((line) => wrap(line, width - 2, 3)).slice(0, HELP_ROWS - 1);
  return h(
    Box,
    { marginTop: 1 },
    h(Text, { wrap: "truncate" }, text.map((line) => paint("dim", `  ${line}`)).join("\n")),
  );
}

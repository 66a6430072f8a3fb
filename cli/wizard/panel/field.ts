import { Box, Text } from "ink";
import { createElement, type ReactElement } from "react";
import { wrap } from "../../../loadgen/report/text.ts";
import { type Look, paintOf } from "../../ink/look.ts";
import type { Paint } from "../../terminal.ts";
import { cut } from "../../views/lines.ts";
import type { FieldProps, Question } from "../contract.ts";

const gap = 2;

/** The stretch of a typed answer that is shown: of a long one that around the cursor. */
function windowOf(text: string, cursor: number, columns: number): { shown: string; at: number } {
  const from = Math.max(0, Math.min(cursor - columns + 1, text.length + 1 - columns));
  return { shown: text.slice(from, from + columns), at: cursor - from };
}

function typedText({ text, placeholder, focused, cursor, selected }: Question, columns: number, paint: Paint): string {
  if (!focused) return text === "" ? paint("dim", cut(placeholder, columns)) : cut(text, columns);
  if (text === "") {
    const rest = cut(placeholder, columns);
    return `${paint("inverse", rest.slice(0, 1) || " ")}${paint("dim", rest.slice(1))}`;
  }
  if (selected) return paint("inverse", cut(text, columns));
  const { shown, at } = windowOf(text, cursor, columns);
  return `${shown.slice(0, at)}${paint("inverse", shown.slice(at, at + 1) || " ")}${shown.slice(at + 1)}`;
}

function choiceText(question: Question, columns: number, look: Look): string {
  const paint = paintOf(look);
  const { answer, text, focused } = question;
  const options = answer.kind === "choice" ? answer.options : [];
  const marked = options.map(({ value, label }) => (value === text ? `[${label}]` : ` ${label} `));
  if (marked.join("").length <= columns)
    return options
      .map(({ value }, at) =>
        value === text ? paint(focused ? "inverse" : "bold", marked[at]!) : paint("dim", marked[at]!),
      )
      .join("");
  const [left, right] = look.unicode ? ["‹", "›"] : ["<", ">"];
  const at = options.findIndex(({ value }) => value === text);
  const place = ` ${at + 1} of ${options.length}`;
  const chosen = `${left} ${cut(options[at]?.label ?? question.placeholder, columns - 4 - place.length)} ${right}`;
  return `${focused ? paint("inverse", chosen) : chosen}${paint("dim", place)}`;
}

/** What stands beneath a question: its error, or of the focused one its hint. */
function beneath({ error, hint, focused }: Question, columns: number, paint: Paint): string[] {
  if (error !== null) return wrap(`! ${error}`, columns, 1).map((line) => paint("red", line));
  if (!focused || hint === "") return [];
  return wrap(hint, columns, 1).map((line) => paint("dim", line));
}

/** A question as lines of at most so many columns: label and answer, and under them what there is to say of it. */
export function fieldLines({ question, labelWidth, width, look }: FieldProps): string[] {
  const paint = paintOf(look);
  const { label, focused, answer, error } = question;
  const pointer = focused ? paint(["cyan", "bold"], ">") : error === null ? " " : paint("red", "!");
  const name = cut(label, labelWidth).padEnd(labelWidth);
  const columns = width - labelWidth - 2 * gap;
  const text = answer.kind === "choice" ? choiceText(question, columns, look) : typedText(question, columns, paint);
  return [
    `${pointer} ${focused ? paint("bold", name) : name}${" ".repeat(gap)}${text}`,
    ...beneath(question, width - gap, paint).map((line) => `${" ".repeat(gap)}${line}`),
  ];
}

/** A question on the screen. */
export function FieldView(props: FieldProps): ReactElement {
  const text = fieldLines(props).join("\n");
  return createElement(Box, { width: props.width, flexShrink: 0 }, createElement(Text, { wrap: "truncate" }, text));
}

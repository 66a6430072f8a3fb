import { expect, test } from "vitest";
import type { Question } from "../contract.ts";
import { fieldLines } from "./field.ts";
import { shown } from "./testing.ts";

const look = { colour: false, unicode: true };
const question: Question = {
  id: "workload:topics.0.rate",
  label: "rate",
  answer: { kind: "text" },
  text: "485000 msg/s",
  placeholder: "for example 10 MB/s",
  hint: "the peak of the day",
  help: [],
  error: null,
  focused: false,
  cursor: 0,
  selected: false,
};
const draw = (more: Partial<Question>, width = 40) =>
  shown(fieldLines({ question: { ...question, ...more }, labelWidth: 8, width, look }));
const marked = (more: Partial<Question>) =>
  fieldLines({ question: { ...question, ...more }, labelWidth: 8, width: 40, look })[0]!.match(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: where the cursor stands is shown by weight
    /\u001b\[7m(.*?)\u001b\[27m/,
  )?.[1];

test("a question is a line with its label and answer", () => {
  expect(draw({})).toEqual(["  rate      485000 msg/s"]);
  expect(draw({ text: "" })).toEqual(["  rate      for example 10 MB/s"]);
});

test("the focused one has a mark, its cursor and its hint", () => {
  expect(draw({ focused: true, cursor: 3 })).toEqual(["> rate      485000 msg/s", "  the peak of the day"]);
  expect(marked({ focused: true, cursor: 3 })).toBe("0");
  expect(marked({ focused: true, cursor: 12 })).toBe(" ");
  expect(marked({ focused: true, text: "", cursor: 0 })).toBe("f");
});

test("a default that the next character replaces is marked as a whole", () => {
  expect(marked({ focused: true, selected: true, cursor: 13 })).toBe("485000 msg/s");
});

test("an error stands beneath, before any hint, whether it is focused or not", () => {
  for (const focused of [true, false])
    expect(draw({ error: "no rate; write `10 MB/s`", focused, cursor: 0 })[1]).toBe("  ! no rate; write `10 MB/s`");
});

test("a long answer shows what is round its cursor, within the columns", () => {
  const text = Array.from({ length: 60 }, (_, n) => String(n % 10)).join("");
  for (let cursor = 0; cursor <= text.length; cursor++) {
    const [line] = draw({ text, focused: true, cursor });
    expect(line!.length).toBeLessThanOrEqual(40);
    expect(marked({ text, focused: true, cursor })).toBe(text[cursor] ?? " ");
  }
});

test("a choice shows its options, and where they do not fit the chosen one", () => {
  const options = ["zookeeper", "kraft"].map((value) => ({ value, label: value }));
  const answer = { kind: "choice", options } as const;
  expect(draw({ answer, text: "kraft" })).toEqual(["  rate       zookeeper [kraft]"]);
  expect(draw({ answer, text: "kraft" }, 28)).toEqual(["  rate      ‹ kraft › 2 of 2"]);
});

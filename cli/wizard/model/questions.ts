import type { AnswerKind, Fault, Question } from "../contract.ts";
import { valueAt } from "../yaml/edit.ts";
import { wasSet } from "../yaml/file.ts";
import type { Ask } from "./ask.ts";
import { showsFault } from "./faults.ts";
import { type FieldFacts, fieldFacts } from "./fields.ts";
import { machinesKinds, machinesLabels, machinesOf } from "./machines.ts";
import { screens } from "./screens.ts";
import { positionOf, type WizardState } from "./state.ts";
import { groupNames, topicNames } from "./topics.ts";
import { textOfValue } from "./typed.ts";

/** What the questions of the present screen ask for. */
export const asksOf = (state: WizardState): readonly Ask[] => screens[state.screen].asks(state.draft, state);

type Answer = { readonly answer: AnswerKind; readonly text: string; readonly placeholder: string };

/** One of a list, by its place: names may stand there twice while they are typed. */
const oneOf = (names: readonly string[], at: number): Answer => ({
  answer: { kind: "choice", options: names.map((label, index) => ({ value: String(index), label })) },
  text: String(at),
  placeholder: "",
});

function fieldAnswer(facts: FieldFacts, text: string): Answer {
  const { type, values, usual, example } = facts;
  if (type === "yes or no") {
    const options = [
      { value: "true", label: "yes" },
      { value: "false", label: "no" },
    ];
    return { answer: { kind: "choice", options }, text: text || String(usual ?? false), placeholder: "" };
  }
  if (values.length > 0) {
    const told = values.map((value) => ({ value: String(value), label: String(value) }));
    const options = usual === undefined && text === "" ? [{ value: "", label: "not told" }, ...told] : told;
    return { answer: { kind: "choice", options }, text: text || textOfValue(usual), placeholder: "" };
  }
  const placeholder =
    usual === undefined || textOfValue(usual) === "" ? `for example ${example}` : `${textOfValue(usual)} unless told`;
  return { answer: { kind: "text" }, text, placeholder: example === "" && usual === undefined ? "" : placeholder };
}

function answerOf({ asked }: Ask, { draft, starts, start, topic, group }: WizardState): Answer {
  switch (asked.kind) {
    case "field": {
      const text = textOfValue(valueAt(draft[asked.file].value, asked.path));
      return fieldAnswer(fieldFacts(asked.file, asked.path), text);
    }
    case "start": {
      const options = starts.map(({ title }) => ({ value: title, label: title }));
      return { answer: { kind: "choice", options }, text: start, placeholder: "" };
    }
    case "topic":
      return oneOf(topicNames(draft), topic);
    case "group":
      return oneOf(groupNames(draft, topic), group);
    case "machines": {
      const kind = machinesOf(draft.inventory.value);
      const offered = machinesKinds.filter((one) => one !== "own" || kind === "own" || "own" in draft.shelf);
      const options = offered.map((one) => ({ value: one, label: machinesLabels[one] }));
      return { answer: { kind: "choice", options }, text: kind, placeholder: "" };
    }
  }
}

function helpOf({ asked, hint }: Ask): string[] {
  if (asked.kind !== "field") return hint === "" ? [] : [`${hint}.`];
  const { description, usual, example, values, list } = fieldFacts(asked.file, asked.path);
  const key = `${asked.file}.yaml: ${asked.path.join(".")}`;
  return [
    `${description}.`,
    ...(hint === "" ? [] : [`${hint}.`]),
    ...(usual === undefined || textOfValue(usual) === "" ? [] : [`Left out, it is ${textOfValue(usual)}.`]),
    ...(example === "" || values.length > 0
      ? []
      : [`Write for example ${example}${list ? ", several with commas between" : ""}.`]),
    key,
  ];
}

/** Whether a question still has the answer that it came with. */
const isUntouched = ({ asked }: Ask, { draft }: WizardState): boolean =>
  asked.kind === "field" && !wasSet(draft[asked.file], asked.path);

/** The questions of the present screen, each with what is wrong with its answer. */
export function questionsOf(state: WizardState, faults: readonly Fault[]): Question[] {
  const passed = state.furthest > positionOf(state.screen);
  return asksOf(state).map((ask, at) => {
    const { answer, text: saved, placeholder } = answerOf(ask, state);
    const focused = at === state.focus;
    const typed = focused && answer.kind === "text" ? state.typing : null;
    const text = typed?.text ?? saved;
    const untouched = focused && answer.kind === "text" && text !== "" && isUntouched(ask, state);
    const fault = faults.find(({ id }) => showsFault(ask, id));
    // What nobody has come to yet is open, not wrong.
    const open = text === "" && !passed;
    return {
      id: ask.id,
      label: ask.label,
      answer,
      text,
      placeholder: fault !== undefined && open && placeholder !== "" ? `needed, ${placeholder}` : placeholder,
      hint: ask.hint,
      help: helpOf(ask),
      error: fault === undefined || open ? null : fault.text,
      focused,
      cursor: typed?.cursor ?? text.length,
      selected: typed?.selected ?? untouched,
    };
  });
}

/** Faults that no question of the present screen shows. */
export const otherFaults = (state: WizardState, faults: readonly Fault[]): Fault[] => {
  const asks = asksOf(state);
  return faults.filter(({ id }) => !asks.some((ask) => showsFault(ask, id)));
};

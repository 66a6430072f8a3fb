import type { Overlay, Question } from "../contract.ts";
import type { Json } from "../yaml/edit.ts";
import type { Ask } from "./ask.ts";
import { answered, type Draft, withMachines, withMetadata } from "./draft.ts";
import { placeOfFault } from "./faults.ts";
import { fieldFacts } from "./fields.ts";
import { machinesKinds } from "./machines.ts";
import { asksOf, questionsOf } from "./questions.ts";
import { screens, screensOf } from "./screens.ts";
import { positionOf, still, type WizardState } from "./state.ts";
import { groupNames, renamedTopic, topicNames, withGroup, withoutGroup, withoutTopic, withTopic } from "./topics.ts";
import { type Stroke, stroked, valueOfText } from "./typed.ts";

export type WizardEvent =
  /** A key in the focused text. */
  | ({ readonly type: "stroke" } & Stroke)
  /** The next or the previous option of the focused choice. */
  | { readonly type: "choose"; readonly by: 1 | -1 }
  /** A whole answer to a question of the screen, as typed or as the value of an option. */
  | { readonly type: "answer"; readonly id: string; readonly text: string }
  | { readonly type: "focus"; readonly by: 1 | -1 }
  | { readonly type: "screen"; readonly by: 1 | -1 }
  | { readonly type: "go"; readonly screen: WizardState["screen"] }
  /** To the question that shows a fault. */
  | { readonly type: "mend"; readonly id: string }
  | { readonly type: "add" }
  | { readonly type: "remove" }
  | { readonly type: "help" }
  | { readonly type: "panel" }
  | { readonly type: "overlay"; readonly overlay: Overlay };

/** The wizard after an event. Pure; an event that means nothing where it comes changes nothing. */
export function reduce(state: WizardState, event: WizardEvent): WizardState {
  switch (event.type) {
    case "stroke":
      return typedInto(state, event);
    case "choose":
      return chosen(state, event.by);
    case "answer": {
      const ask = asksOf(state).find(({ id }) => id === event.id);
      return ask === undefined ? state : { ...answer(state, ask, event.text), typing: null };
    }
    case "focus":
      return focused(state, event.by);
    case "screen":
      return onScreen(state, event.by);
    case "go":
      return { ...state, ...still, screen: event.screen };
    case "mend":
      return toFault(state, event.id);
    case "add":
      return added(state);
    case "remove":
      return removed(state);
    case "help":
      return { ...state, help: !state.help };
    case "panel":
      return { ...state, panel: !state.panel };
    case "overlay":
      return { ...state, overlay: state.overlay === event.overlay ? "none" : event.overlay, help: false };
  }
}

const focusedQuestion = (state: WizardState): Question | undefined => questionsOf(state, [])[state.focus];

function typedInto(state: WizardState, stroke: Stroke): WizardState {
  const question = focusedQuestion(state);
  const ask = asksOf(state)[state.focus];
  if (question?.answer.kind !== "text" || ask === undefined) return state;
  const before = state.typing?.before ?? state.draft;
  const typing = { ...stroked(question, stroke), before };
  if (typing.text === question.text) return { ...state, typing };
  return { ...answer({ ...state, draft: before }, ask, typing.text), typing };
}

function chosen(state: WizardState, by: 1 | -1): WizardState {
  const question = focusedQuestion(state);
  const ask = asksOf(state)[state.focus];
  if (question?.answer.kind !== "choice" || ask === undefined) return state;
  const { options } = question.answer;
  const at = options.findIndex(({ value }) => value === question.text);
  const next = options[(at + by + options.length) % options.length];
  return next === undefined ? state : answer(state, ask, next.value);
}

function answer(state: WizardState, { asked, id }: Ask, text: string): WizardState {
  switch (asked.kind) {
    case "start":
      return startedFrom(state, text);
    case "topic":
      return { ...state, topic: within(Number(text), topicNames(state.draft)), group: 0 };
    case "group":
      return { ...state, group: within(Number(text), groupNames(state.draft, state.topic)) };
    case "machines": {
      const kind = machinesKinds.find((one) => one === text);
      return kind === undefined ? state : { ...state, draft: withMachines(state.draft, kind) };
    }
    case "field": {
      const value = valueOfText(text, fieldFacts(asked.file, asked.path));
      return { ...state, draft: fieldAnswered(state, id, asked, value) };
    }
  }
}

function fieldAnswered(
  { draft, topic }: WizardState,
  id: string,
  { file, path }: Extract<Ask["asked"], { kind: "field" }>,
  value: Json | undefined,
): Draft {
  if (id === "workload:metadata" && (value === "zookeeper" || value === "kraft")) return withMetadata(draft, value);
  if (id === `workload:topics.${topic}.name`)
    return renamedTopic(draft, topic, typeof value === "string" ? value : undefined);
  return answered(draft, file, path, value);
}

/** Another start; what was made of the one before waits for its return. */
function startedFrom(state: WizardState, title: string): WizardState {
  const drafts = { ...state.drafts, [state.start]: state.draft };
  const draft = drafts[title] ?? state.starts.find((start) => start.title === title)?.open();
  return draft === undefined ? state : { ...state, drafts, draft, start: title, topic: 0, group: 0 };
}

const within = (at: number, names: readonly unknown[]): number =>
  Math.max(0, Math.min(Number.isInteger(at) ? at : 0, names.length - 1));

function focused(state: WizardState, by: 1 | -1): WizardState {
  const questions = asksOf(state).length;
  return { ...state, focus: questions === 0 ? 0 : (state.focus + by + questions) % questions, typing: null };
}

function onScreen(state: WizardState, by: 1 | -1): WizardState {
  const { kept, start, screen } = state;
  // Whoever goes on with what was kept goes on where it was left.
  if (by === 1 && screen === "start" && kept !== null && kept.start === start && state.furthest === 0)
    return { ...state, ...still, ...kept.mark };
  const order = screensOf(state.draft);
  const next = order[order.indexOf(screen) + by];
  if (next === undefined) return state;
  return { ...state, ...still, screen: next, furthest: Math.max(state.furthest, positionOf(next)) };
}

/** Whoever comes from the review has passed every question: what is missing is said there. */
function toFault(state: WizardState, id: string): WizardState {
  const found = placeOfFault(state.draft, id);
  return found === null ? state : { ...state, ...still, ...found, furthest: positionOf("review") };
}

function added(state: WizardState): WizardState {
  const { draft, topic } = state;
  switch (screens[state.screen].adds) {
    case "topic": {
      const next = withTopic(draft);
      return { ...state, draft: next, topic: topicNames(next).length - 1, group: 0, focus: 1, typing: null };
    }
    case "group": {
      const next = withGroup(draft, topic);
      return { ...state, draft: next, group: groupNames(next, topic).length - 1, focus: 0, typing: null };
    }
    case null:
      return state;
  }
}

function removed(state: WizardState): WizardState {
  const { draft, topic, group } = state;
  switch (screens[state.screen].adds) {
    case "topic": {
      const next = withoutTopic(draft, topic);
      return { ...state, draft: next, topic: within(topic, topicNames(next)), group: 0, focus: 0, typing: null };
    }
    case "group": {
      const next = withoutGroup(draft, topic, group);
      return { ...state, draft: next, group: within(group, groupNames(next, topic)), focus: 0, typing: null };
    }
    case null:
      return state;
  }
}

import type { Readable, Writable } from "node:stream";
import type { Asker } from "../asker.ts";
import type { Question } from "../contract.ts";
import { mendable } from "../model/faults.ts";
import { changesOf, folderOf, outputOf } from "../model/output.ts";
import { asksOf, otherFaults, questionsOf } from "../model/questions.ts";
import type { WizardEvent } from "../model/reduce.ts";
import { screens, screensOf } from "../model/screens.ts";
import { type NextStep, nextLabels, nextSteps } from "../next.ts";
import { explainLines, panelLines } from "../panel/lines.ts";
import { existingTexts } from "../save.ts";
import type { Session } from "../session.ts";
import { type LineSource, lineSource } from "./line-source.ts";

const columns = 80;
const mostOptions = 12;
const intro = [
  "Each question stands on a line of its own. An empty answer keeps what is in brackets.",
  "Also: ? help, - nothing, < back, = the plan, =KEY why a number is so, + another topic or group, x without this one.",
];

/** Where the questions go after an answer. */
type Went = "on" | "back" | "again" | "first" | "left";

const back: WizardEvent = { type: "screen", by: -1 };

/** Asks line by line, without drawing: for screen readers, dumb terminals and pipes. */
export function askInLines(input: Readable & { readonly isTTY?: boolean }, output: Writable): Asker {
  const lines = lineSource(input, output);
  return {
    ask: async (session, out) => {
      lines.say(intro);
      while ((await askScreen(lines, session)) !== "left") {
        if (session.snapshot().state.screen !== "review") continue;
        const said = await confirm(lines, session, out);
        if (typeof said === "string") return said;
        session.send(said);
      }
      return "left";
    },
    askNext: () => chooseNext(lines),
    close: lines.close,
  };
}

/** Asks the questions of the present screen, and goes to the next one or to the one before. */
async function askScreen(lines: LineSource, session: Session): Promise<"on" | "back" | "left"> {
  const { state } = session.snapshot();
  if (state.screen === "review") return "on";
  const order = screensOf(state.draft);
  const { title, about } = screens[state.screen];
  lines.say(["", `${order.indexOf(state.screen) + 1} of ${order.length}. ${title}. ${about}`]);
  for (let at = state.focus; at < asksOf(session.snapshot().state).length; ) {
    const went = await askOne(lines, session, at);
    if (went === "left") return went;
    if (went === "back" && at === 0) {
      session.send({ type: "screen", by: -1 });
      return "back";
    }
    at = placeAfter(at, went);
  }
  await session.settled();
  lines.say(panelLines(session.snapshot().planning.view, columns));
  session.send({ type: "screen", by: 1 });
  return "on";
}

/** The question that comes after one. */
function placeAfter(at: number, went: Exclude<Went, "left">): number {
  switch (went) {
    case "on":
      return at + 1;
    case "back":
      return at - 1;
    case "again":
      return at;
    case "first":
      return 0;
  }
}

const questionAt = (session: Session, at: number): Question => {
  const { state, checked } = session.snapshot();
  return questionsOf(state, checked.faults)[at]!;
};

function promptOf({ label, answer, text, placeholder }: Question): string[] {
  if (answer.kind === "text") return [`${label} [${text || placeholder}]: `];
  const options = answer.options.slice(0, mostOptions).map(({ label: name }, at) => `  ${at + 1}. ${name}`);
  const more = answer.options.length - options.length;
  const chosen = answer.options.find(({ value }) => value === text)?.label ?? "";
  return [`${label}:`, ...options, ...(more > 0 ? [`  and ${more} more`] : []), `Number [${chosen}]: `];
}

async function askOne(lines: LineSource, session: Session, at: number): Promise<Went> {
  const question = questionAt(session, at);
  const prompt = promptOf(question);
  lines.say(prompt.slice(0, -1));
  const line = (await lines.ask(prompt.at(-1)!))?.trim();
  if (line === undefined) return "left";
  if (line === "") {
    complaint(lines, session, at);
    return "on";
  }
  if (line === "<") return "back";
  if (line === "?") {
    lines.say(question.help);
    return "again";
  }
  if (line === "+" || line === "x") {
    session.send({ type: line === "+" ? "add" : "remove" });
    return "first";
  }
  if (line.startsWith("=")) {
    await session.settled();
    lines.say(planSaid(session, line.slice(1).trim()));
    return "again";
  }
  return answer(lines, session, at, line === "-" ? "" : line);
}

function planSaid(session: Session, key: string): string[] {
  const { view, planned } = session.snapshot().planning;
  return key === "" || planned === null ? panelLines(view, columns) : explainLines(planned.plan, key, columns);
}

/** The value of an option that was named by its number, its label or the value itself. */
function optionOf({ answer }: Question, line: string): string | undefined {
  if (answer.kind === "text") return line;
  const said = line.toLowerCase();
  const byName = answer.options.find(({ value, label }) => value === line || label.toLowerCase() === said);
  return (answer.options[/^\d+$/.test(line) ? Number(line) - 1 : -1] ?? byName)?.value;
}

function answer(lines: LineSource, session: Session, at: number, line: string): Went {
  const question = questionAt(session, at);
  const value = optionOf(question, line);
  if (value === undefined) {
    lines.say([`\`${line}\` is none of them; write a number of the list`]);
    return "again";
  }
  session.send({ type: "answer", id: question.id, text: value });
  return complaint(lines, session, at) ? "again" : "on";
}

/** Says what is wrong with an answer, if anything is. */
function complaint(lines: LineSource, session: Session, at: number): boolean {
  const { label, error } = questionAt(session, at);
  if (error !== null) lines.say([`${label}: ${error}`]);
  return error !== null;
}

/** Whether to write, or where to go instead: to the first mistake, or one screen back. */
async function confirm(
  lines: LineSource,
  session: Session,
  out: string | null,
): Promise<"write" | "left" | WizardEvent> {
  await session.settled();
  const { state, checked, planning } = session.snapshot();
  const wrong = otherFaults(state, checked.faults);
  if (wrong.length > 0) {
    lines.say(["", "This cannot be written yet:", ...wrong.map(({ id, text }) => `  ${id}: ${text}`)]);
    const fault = mendable(state.draft, wrong);
    const to = fault === undefined ? "go back" : "mend the first";
    if ((await lines.ask(`Press Enter to ${to}: `)) === null) return "left";
    return fault === undefined ? back : { type: "mend", id: fault.id };
  }
  const folder = folderOf(state.draft, out);
  const files = outputOf(state.draft, folder);
  const changes = changesOf(files, await existingTexts(files));
  lines.say(["", "Review.", ...panelLines(planning.view, columns)]);
  for (const { path, state: change, lines: diff } of changes) {
    lines.say([`${path}: ${change}`]);
    if (change === "changed") lines.say(diff.map(({ kind, text }) => `  ${kind}: ${text}`));
  }
  const overwrites = changes.filter(({ state: change }) => change === "changed").length;
  const question = overwrites === 0 ? "Write them? " : `Write them over ${overwrites} that there are? `;
  const line = await lines.ask(`${question}yes, or < to go back: `);
  if (line === null) return "left";
  return /^y(es)?$/i.test(line.trim()) ? "write" : back;
}

async function chooseNext(lines: LineSource): Promise<NextStep> {
  lines.say(["How to go on:", ...nextSteps.map((step, at) => `  ${at + 1}. ${nextLabels[step]}`)]);
  const line = await lines.ask("Number [4]: ");
  return nextSteps[Number(line) - 1] ?? "nothing";
}

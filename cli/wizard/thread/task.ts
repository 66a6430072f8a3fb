import { type Capacity, capacity, type Plan, Problem, plan } from "../../../sizing/index.ts";
import type { PlanInput } from "../contract.ts";

/** What the thread is asked for. */
export type Task =
  | { readonly kind: "plan"; readonly of: PlanInput }
  | { readonly kind: "capacity"; readonly of: PlanInput; readonly brokersMore: number };

/** What comes of a task. The reasons of a plan are JSON in pieces: thousands taken apart at once would hold up a key. */
export type Answer =
  | { readonly kind: "plan"; readonly plan: Omit<Plan, "explanation">; readonly reasons: readonly string[] }
  | { readonly kind: "capacity"; readonly capacity: Capacity }
  | ({ readonly kind: "problem" } & Pick<Problem, "code" | "message" | "remedy" | "details"> & {
        readonly trouble: Problem["kind"];
      });

/** The answers that a task may have. */
export type AnswerTo<T extends Task> = Extract<Answer, { readonly kind: T["kind"] | "problem" }>;

/** How far a task is, told as it goes. */
export interface Progress {
  readonly kind: "progress";
  readonly done: number;
  readonly of: number;
}

const reasonsInPiece = 500;

function inPieces(explanation: Plan["explanation"]): string[] {
  const all = Object.entries(explanation);
  return Array.from({ length: Math.ceil(all.length / reasonsInPiece) }, (_, at) =>
    JSON.stringify(Object.fromEntries(all.slice(at * reasonsInPiece, (at + 1) * reasonsInPiece))),
  );
}

function work(task: Task, tell: (progress: Progress) => void): Answer {
  const { workload, inventory, market, calibration } = task.of;
  switch (task.kind) {
    case "plan": {
      const { explanation, ...rest } = plan(workload, inventory, market, calibration);
      return { kind: "plan", plan: rest, reasons: inPieces(explanation) };
    }
    case "capacity": {
      const onSearched = (done: number, of: number): void => tell({ kind: "progress", done, of });
      return {
        kind: "capacity",
        capacity: capacity(workload, inventory, task.brokersMore, market, calibration, onSearched),
      };
    }
  }
}

/** Works a task out. A problem of the user's is an answer; what else is thrown is a mistake of ours. */
export function answerTo(task: Task, tell: (progress: Progress) => void): Answer {
  try {
    return work(task, tell);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { kind: trouble, code, message, remedy, details } = error;
    return { kind: "problem", trouble, code, message, remedy, details };
  }
}

/** The problem of an answer, as it was thrown. */
export const problemOf = ({ trouble, code, message, remedy, details }: Extract<Answer, { kind: "problem" }>): Problem =>
  new Problem(trouble, code, message, remedy, details);

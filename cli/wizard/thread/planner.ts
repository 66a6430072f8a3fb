import { setImmediate as turn } from "node:timers/promises";
import type { Plan, Problem } from "../../../sizing/index.ts";
import type { PlanInput } from "../contract.ts";
import { type AnswerTo, problemOf, type Task } from "./task.ts";
import { openThread, type Thread } from "./thread.ts";

/** Plans while keys go on being read. */
export interface Planner {
  /** The plan, or the problem with its input; null where another was asked for meanwhile. */
  readonly plan: (input: PlanInput) => Promise<Plan | Problem | null>;
  readonly close: () => void;
}

/** Plans in a thread of its own. Of several inputs that come while it works only the last is planned. */
export function openPlanner(thread: Thread = openThread()): Planner {
  let latest = 0;
  let working: Promise<unknown> = Promise.resolve();
  return {
    plan: async (input) => {
      const asked = ++latest;
      const isLatest = (): boolean => asked === latest;
      await working;
      if (!isLatest()) return null;
      const answered = thread.ask({ kind: "plan", of: input });
      working = answered.catch(() => {});
      const answer = await answered;
      return isLatest() ? planOf(answer, isLatest) : null;
    },
    close: () => {
      latest++;
      thread.close();
    },
  };
}

/** Puts a plan and its reasons together, with a turn for whatever else there is to do after each piece. */
async function planOf(
  answer: AnswerTo<Extract<Task, { kind: "plan" }>>,
  isWanted: () => boolean,
): Promise<Plan | Problem | null> {
  if (answer.kind === "problem") return problemOf(answer);
  const explanation: Plan["explanation"] = {};
  for (const piece of answer.reasons) {
    Object.assign(explanation, JSON.parse(piece) as Plan["explanation"]);
    await turn();
    if (!isWanted()) return null;
  }
  return { ...answer.plan, explanation };
}

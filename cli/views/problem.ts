import { wrap } from "../../loadgen/report/text.ts";
import type { Problem } from "../../sizing/problem.ts";
import type { Paint } from "../terminal.ts";

const mostDetails = 20;

/** A problem as lines for stderr: code and message, what to do, and the end of what else is known. */
export function renderProblem(problem: Problem, paint: Paint): string {
  const [message = "", ...rest] = problem.message.split("\n");
  return [
    `${paint("red", `error ${problem.code}:`)} ${message}`,
    ...rest,
    ...wrap(problem.remedy, 100, 10).map((line) => `  ${line}`),
    ...problem.details.slice(-mostDetails).map((line) => paint("dim", `  | ${line}`)),
  ]
    .map((line) => `${line}\n`)
    .join("");
}

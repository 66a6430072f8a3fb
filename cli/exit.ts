import type { FindMax } from "../loadgen/find-max/result.ts";
import type { Proof } from "../loadgen/proof/proof.ts";
import type { Plan } from "../sizing/plan.ts";
import type { ProblemKind } from "../sizing/problem.ts";

/** Exit codes of every command; part of the contract with other programs. */
export const exitCodes = {
  done: 0,
  failed: 1,
  input: 2,
  refused: 3,
  invalid: 4,
  environment: 5,
  interrupted: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const ofProblem: Record<ProblemKind, ExitCode> = {
  input: exitCodes.input,
  environment: exitCodes.environment,
  interrupted: exitCodes.interrupted,
};
const ofProof: Record<Proof["verdict"], ExitCode> = {
  pass: exitCodes.done,
  fail: exitCodes.failed,
  invalid: exitCodes.invalid,
};
const ofFindMax: Record<FindMax["verdict"], ExitCode> = {
  found: exitCodes.done,
  none: exitCodes.failed,
  invalid: exitCodes.invalid,
};
const ofPlan: Record<Plan["verdict"], ExitCode> = { planned: exitCodes.done, refused: exitCodes.refused };

/** The exit code for what ended a command early, or for the verdict it reached. */
export const exitFor = {
  problem: (kind: ProblemKind): ExitCode => ofProblem[kind],
  proof: (verdict: Proof["verdict"]): ExitCode => ofProof[verdict],
  findMax: (verdict: FindMax["verdict"]): ExitCode => ofFindMax[verdict],
  plan: (verdict: Plan["verdict"]): ExitCode => ofPlan[verdict],
};

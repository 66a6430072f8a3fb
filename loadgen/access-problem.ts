import { Problem } from "../sizing/problem.ts";

const AREA = "PLM-ACCESS-";

/** A broker that does not let us in, or that we do not trust. It will be the same at the next attempt. */
export function refusal(number: `00${number}`, message: string, remedy: string): Problem {
  return new Problem("environment", `${AREA}${number}`, message, remedy);
}

export function isRefusal(error: unknown): error is Problem {
  return error instanceof Problem && error.code.startsWith(AREA);
}

import { Problem } from "../problem.ts";

/** The lines of the problem of this code that `parse` throws; none where it throws nothing. Other errors are passed on. */
export function mistakesIn(parse: () => unknown, code: string): readonly string[] {
  try {
    parse();
  } catch (error) {
    if (error instanceof Problem && error.code === code) return error.details;
    throw error;
  }
  return [];
}

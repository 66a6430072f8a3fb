/** What kind of trouble a problem is. The command line maps it to its exit code. */
export type ProblemKind = "input" | "environment" | "interrupted";

/**
 * An error that a person can act on: a stable code, what happened and where, what to do instead.
 * A plan that does not fit is not a problem but a refusal (see plan.ts).
 */
export class Problem extends Error {
  readonly kind: ProblemKind;
  /** Stable, such as `PLM-UNIT-001`. */
  readonly code: string;
  /** What to do instead, as one sentence without a final stop. */
  readonly remedy: string;
  /** Lines worth showing beside the message, such as the end of a log. */
  readonly details: readonly string[];

  constructor(kind: ProblemKind, code: string, message: string, remedy: string, details: readonly string[] = []) {
    super(message);
    this.name = "Problem";
    this.kind = kind;
    this.code = code;
    this.remedy = remedy;
    this.details = details;
  }
}

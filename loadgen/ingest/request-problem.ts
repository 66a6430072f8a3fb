/** Why a request was refused: nothing of it was accepted. Each kind is counted by itself. */
export type RefusalReason = "malformed" | "unknown topic" | "too large" | "busy" | "stopping";

/** A refusal that the client can act on: what was wrong and where, and what to send instead. */
export class RequestProblem extends Error {
  readonly status: number;
  readonly reason: RefusalReason;
  readonly remedy: string;

  constructor(status: number, reason: RefusalReason, message: string, remedy: string) {
    super(message);
    this.name = "RequestProblem";
    this.status = status;
    this.reason = reason;
    this.remedy = remedy;
  }
}

export function malformed(message: string, remedy: string): RequestProblem {
  return new RequestProblem(400, "malformed", message, remedy);
}

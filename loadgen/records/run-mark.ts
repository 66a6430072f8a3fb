import type { MessageSpec } from "./messages.ts";

/** Record header that tells a run's messages from those of others, in a topic that is not the run's own. */
export const RUN_HEADER = "plimsoll-run";

/** `spec` for a topic that others write to as well. */
export function markedWith(run: string, spec: MessageSpec): MessageSpec {
  return { ...spec, headers: { ...spec.headers, [RUN_HEADER]: run } };
}

/** The run whose messages have these headers; undefined for messages of a topic that the run has for itself. */
export function runMarkOf(headers: Readonly<Record<string, string>>): string | undefined {
  return headers[RUN_HEADER];
}

/** Whether a message with these headers is one of `run`. */
export function isOfRun(run: string, headers: Readonly<Record<string, Buffer>>): boolean {
  return headers[RUN_HEADER]?.toString() === run;
}

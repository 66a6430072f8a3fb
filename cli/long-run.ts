import { Problem } from "../sizing/problem.ts";
import type { Context, WorkTools } from "./context.ts";
import type { ExitCode } from "./exit.ts";
import { interruptible } from "./interrupt.ts";
import { createProgress, type Progress } from "./progress.ts";

/** What the body of a long command works with. */
export type LongRunTools = WorkTools & Pick<Progress, "step" | "status">;

/** How the two ends of an interruption are told. */
export type InterruptWords = { readonly stopping: string; readonly stopped: string };

/**
 * Runs the body of a command that takes long: progress on stderr, and the first SIGINT or SIGTERM lets it end in order.
 * @throws Problem PLM-INTERRUPT-001 if it was stopped, unless a problem kept it from ending in order
 */
export async function longRun(
  { terminal }: Context,
  words: InterruptWords,
  body: (tools: LongRunTools) => Promise<ExitCode>,
  progress: Progress = createProgress(terminal),
): Promise<ExitCode> {
  let stopped = false;
  const onStop = (how: "in order" | "at once"): void => {
    stopped = true;
    progress.log(
      how === "in order" ? `stopping: ${words.stopping}` : "stopped at once: what was started may still run",
    );
  };
  try {
    const code = await interruptible((signal) => body({ ...progress, signal }), onStop);
    if (!stopped) return code;
  } catch (error) {
    const isProblem = error instanceof Problem && error.kind !== "interrupted";
    // Work that is cut off fails in many ways, and none of them is news.
    if (!stopped || isProblem) throw error;
  } finally {
    progress.close();
  }
  throw new Problem("interrupted", "PLM-INTERRUPT-001", words.stopped, "run the command again");
}

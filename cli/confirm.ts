import { createInterface } from "node:readline/promises";
import { Problem } from "../sizing/problem.ts";

/**
 * Asks a person on the terminal; anything but yes is no.
 * @throws Problem PLM-CLI-005 where nobody can be asked, PLM-INTERRUPT-001 on Ctrl-C
 */
export async function confirmed(err: NodeJS.WritableStream, question: string): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new Problem(
      "input",
      "PLM-CLI-005",
      "there is no terminal to ask in",
      "give the answer beforehand with --yes",
    );
  const asking = createInterface({ input: process.stdin, output: err });
  const ended = new AbortController();
  let interrupted = false;
  asking.once("SIGINT", () => {
    interrupted = true;
    asking.close();
  });
  asking.once("close", () => ended.abort());
  try {
    const answer = await asking.question(`${question} [y/N] `, { signal: ended.signal });
    return /^y(es)?$/i.test(answer.trim());
  } catch (error) {
    if (!ended.signal.aborted) throw error;
    err.write("\n");
    if (!interrupted) return false;
    throw new Problem("interrupted", "PLM-INTERRUPT-001", "nothing was done", "run the command again");
  } finally {
    asking.close();
  }
}

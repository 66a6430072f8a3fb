import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";

/** Answers, one a line. */
export interface LineSource {
  /** Shows a prompt and gives the line that is typed; null when there is no more, or Ctrl-C was pressed. */
  readonly ask: (prompt: string) => Promise<string | null>;
  readonly say: (lines: readonly string[]) => void;
  readonly close: () => void;
}

/** Lines of a stream; of a terminal with what it offers for editing them. */
export function lineSource(input: Readable & { readonly isTTY?: boolean }, output: Writable): LineSource {
  const reader = createInterface({ input, output, terminal: input.isTTY === true });
  const lines: string[] = [];
  let waiting: ((line: string | null) => void) | undefined;
  let ended = false;
  const give = (line: string | null): void => {
    const taken = waiting;
    waiting = undefined;
    taken?.(line);
  };
  reader.on("line", (line) => (waiting ? give(line) : lines.push(line)));
  reader.on("SIGINT", () => reader.close());
  reader.on("close", () => {
    ended = true;
    give(null);
  });
  return {
    ask: (prompt) => {
      output.write(prompt);
      // Nobody sees what comes through a pipe: the next line must not begin behind the prompt.
      if (input.isTTY !== true) output.write("\n");
      const [line] = lines.splice(0, 1);
      if (line !== undefined) return Promise.resolve(line);
      if (ended) return Promise.resolve(null);
      return new Promise((resolve) => {
        waiting = resolve;
      });
    },
    say: (said) => void output.write(said.map((line) => `${line}\n`).join("")),
    close: () => reader.close(),
  };
}

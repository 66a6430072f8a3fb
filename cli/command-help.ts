import type { Command } from "commander";

/** A command line that a help shows. */
export type Example = {
  /** As the help has it, on one line. */
  readonly text: string;
  /** The words after the name of the program. */
  readonly words: readonly string[];
};

/** The command lines of `plimsoll` under `Examples:` in the help of a command, without what is said beside them. */
export function examplesOf(command: Command): Example[] {
  const [, examples = ""] = helpOf(command).split(/^Examples:\n/m);
  return examples
    .replaceAll(/ *\\\n */g, " ")
    .split("\n")
    .map((line) => line.trim().split(/ {2,}/)[0]!)
    .filter((line) => /^(\w+=\S+ )?plimsoll /.test(line))
    .map((text) => ({ text, words: wordsOf(text.slice(text.indexOf("plimsoll ") + "plimsoll ".length)) }));
}

/** The help of a command with what is added after it. */
export function helpOf(command: Command): string {
  const parts: string[] = [];
  command.configureOutput({ writeOut: (part) => void parts.push(part) }).outputHelp();
  return parts.join("");
}

/** The words of a line as a shell sees them; a line that is quoted wrongly has one word too many. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|\S+/g)].map(([whole, single, double]) => single ?? double ?? whole);
}

/** What ends a command within a line of shell: a pipe, a list, a redirection, a comment. */
const operators = new Set(["|", "||", "&", "&&", ";", ">", ">>", "<", "2>"]);
const token = /'[^']*'|"[^"]*"|#.*|\|\||&&|>>|2>|[|&;<>]|(?:[^\s'"|&;<>]|'[^']*'|"[^"]*")+/g;

/**
 * The words after `plimsoll` of each of its command lines in a shell script. Enough of a shell for documents: quotes,
 * comments, continued lines, pipes, loops, here-documents; no expansion.
 */
export function plimsollCommands(script: string): string[][] {
  return commands(script).flatMap((words) => {
    const at = words.findIndex((word, i) => word === "plimsoll" && words.slice(0, i).every(leadsIn));
    return at < 0 ? [] : [words.slice(at + 1)];
  });
}

/** The scripts of package.json that `npm` is asked for in a shell script. */
export function npmScripts(script: string): string[] {
  return commands(script).flatMap(([npm, verb = "", name = ""]) => {
    if (npm !== "npm") return [];
    if (verb === "run") return [name];
    return ["start", "test"].includes(verb) ? [verb] : [];
  });
}

/** What may stand before the name of a program: settings of its environment, `npx`, words of the shell. */
const leadsIn = (word: string): boolean =>
  /^\w+=/.test(word) || ["npx", "do", "then", "if", "!", "time"].includes(word);

function commands(script: string): string[][] {
  return withoutHereDocuments(script)
    .replaceAll(/\\\n\s*/g, " ")
    .split("\n")
    .flatMap((line) => split(line.match(token) ?? []));
}

function split(tokens: readonly string[]): string[][] {
  const found: string[][] = [[]];
  for (const part of tokens) {
    if (part.startsWith("#")) break;
    if (operators.has(part)) found.push([]);
    else found.at(-1)!.push(part.replaceAll(/'([^']*)'|"([^"]*)"/g, (_, single, double) => single ?? double));
  }
  return found.filter((words) => words.length > 0);
}

const withoutHereDocuments = (script: string): string =>
  script.replaceAll(/<<'?(\w+)'?([^\n]*)\n[\s\S]*?\n\1$/gm, "$2");

import type { Listed } from "../command-list.ts";

const width = 80;
const nameWidth = 11;

const footer = `Exit codes: 0 done or passed, 1 proof failed, 2 bad input, 3 refused,
4 proof invalid, 5 environment, 130 interrupted.
`;

/**
 * The help of the program, for one screen of 80 columns and 24 lines: each group under its heading, the last of them in
 * two columns.
 */
export function renderHelp(description: string, groups: readonly string[], commands: readonly Listed[]): string {
  const last = groups.at(-1);
  const blocks = groups.map((group) => {
    const lines = commands.filter((one) => one.group === group).map((one) => lineOf(one));
    return [`${group}:`, ...(group === last ? inTwoColumns(lines) : lines)].join("\n");
  });
  return `${description}\nUsage: plimsoll COMMAND [options]; COMMAND --help has examples; --version\n\n${blocks.join("\n")}\n${footer}`;
}

const lineOf = ({ name, summary }: Listed): string => `  ${name.padEnd(nameWidth)}${summary}`;

function inTwoColumns(lines: readonly string[]): string[] {
  const rows = Math.ceil(lines.length / 2);
  return lines.slice(0, rows).map((line, i) => `${line.padEnd(width / 2)}${lines[rows + i] ?? ""}`.trimEnd());
}

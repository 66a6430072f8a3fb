import type { Argument, Command, Option } from "commander";
import { helpOf } from "../../cli/command-help.ts";
import { commands, groups } from "../../cli/command-list.ts";
import { buildProgram } from "../../cli/program.ts";
import { processTerminal } from "../../cli/terminal.ts";
import { code, page, sentence, table } from "./markdown.ts";

const about = `Results go to stdout, everything else to stderr. With \`--json\` a command prints one object and nothing else. How a
command ended is its [exit code](errors.md).`;

/** A page on every command: its arguments, options and examples. */
export async function commandsPage(): Promise<string> {
  const program = await buildProgram(
    { terminal: processTerminal() },
    async () => {},
    () => true,
  );
  const ofName = new Map(program.commands.map((command) => [command.name(), command]));
  const lists = groups.map((group) =>
    page(
      `## ${group}`,
      table(
        ["Command", "What it tells or does"],
        commands
          .filter((one) => one.group === group)
          .map(({ name, summary }) => [`[${code(`plimsoll ${name}`)}](#plimsoll-${name})`, sentence(summary)]),
      ),
    ).trimEnd(),
  );
  return page("# Commands", about, ...lists, ...commands.map(({ name }) => section(ofName.get(name)!)));
}

function section(command: Command): string {
  const { registeredArguments, options } = command;
  const rest = helpOf(command).slice(command.helpInformation().length).trim();
  return page(
    `## ${code(`plimsoll ${command.name()}`)}`,
    command.description(),
    `${code(`plimsoll ${command.name()} ${command.usage()}`)}`,
    registeredArguments.length === 0 ? "" : table(["Argument", "Meaning"], registeredArguments.map(argumentRow)),
    table(["Option", "Default", "Meaning"], options.map(optionRow)),
    `\`\`\`text\n${rest}\n\`\`\``,
  ).trimEnd();
}

const argumentRow = (argument: Argument): string[] => [
  code(argument.name()),
  sentence(argument.description) + (argument.required ? "" : "; may be left out"),
];

function optionRow({
  flags,
  description,
  defaultValue,
  defaultValueDescription,
  argChoices,
  mandatory,
}: Option): string[] {
  const usual = defaultValueDescription ?? (isShown(defaultValue) ? String(defaultValue) : "");
  const choices = argChoices === undefined ? "" : `; one of ${argChoices.map(code).join(", ")}`;
  return [code(flags), mandatory ? "required" : code(usual), sentence(description) + choices];
}

const isShown = (value: unknown): boolean => typeof value === "string" || typeof value === "number";

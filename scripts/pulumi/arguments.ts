/** What of a command line of the CLI matters for preparing its run. */
export interface CliArguments {
  /** What is to be done with the stack's configuration. */
  readonly use: "creates" | "reads" | "other";
  /** As given by `--stack`, or by `stack select`. */
  readonly stack: string | null;
}

/** Commands with an option `--config-file` that do not edit the configuration; the names after the first are aliases. */
const readers = new Set(["refresh", "destroy", "down", "dn", "import", "watch"]);
const creators = new Set(["up", "update", "preview", "pre"]);

/** Options of every command that may come before it. */
const leading = new Set(["--non-interactive", "--emoji", "-e", "--logtostderr", "--disable-integrity-checking"]);

/** Reads the arguments that follow `pulumi`; before the command there may be only options without a value. */
export function readArguments(args: readonly string[]): CliArguments {
  const [command = "", subcommand] = args.slice(args.findIndex((arg) => !leading.has(arg)));
  const stack = optionValue(args, "--stack", "-s");
  if (creators.has(command)) return { use: "creates", stack };
  if (readers.has(command)) return { use: "reads", stack };
  if (command === "stack" && subcommand === "select" && (args.includes("--create") || args.includes("-c")))
    return { use: "creates", stack: stack ?? args.slice(2).find((arg) => !arg.startsWith("-")) ?? null };
  return { use: "other", stack };
}

function optionValue(args: readonly string[], long: string, short: string): string | null {
  for (const [index, arg] of args.entries()) {
    if (arg === "--") return null;
    if (arg === long || arg === short) return args[index + 1] ?? null;
    for (const prefix of [`${long}=`, `${short}=`, short]) if (arg.startsWith(prefix)) return arg.slice(prefix.length);
  }
  return null;
}

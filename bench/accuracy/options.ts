import { Command } from "commander";

export interface AccuracyOptions {
  readonly check: boolean;
  readonly json: boolean;
}

const about = `
Plans published Kafka clusters from what their sources tell of workload and
hardware, and compares: how many brokers they have, or how much they carried.
Writes the table and the assumptions into docs/accuracy.md.

Exit codes: 0 done; 1 with --check, if docs/accuracy.md is not up to date;
2 bad input.`;

/** Reads the command line of the accuracy run. */
export function parseOptions(words: readonly string[], program = new Command()): AccuracyOptions {
  program
    .name("npm run accuracy --")
    .description("Compare the planner with published clusters.")
    .option("--check", "write nothing; fail if docs/accuracy.md is not up to date")
    .option("--json", "print the comparison as JSON (plimsoll/accuracy@1) in place of the table")
    .addHelpText("after", about)
    .allowExcessArguments(false)
    .parse(words, { from: "user" });
  const { check, json } = program.opts<{ check?: true; json?: true }>();
  return { check: check ?? false, json: json ?? false };
}

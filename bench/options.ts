import { Command, InvalidArgumentError, Option } from "commander";

export const sections = ["produce", "consume", "costs", "planner", "up", "pulumi"] as const;
export type Section = (typeof sections)[number];

export interface BenchOptions {
  readonly rounds: number;
  readonly only: readonly Section[];
  /** Of produce and consume only the cases whose id has this in it; all if it is empty. */
  readonly cases: string;
  /** Measured part of each produce run. */
  readonly seconds: number;
  /** Before it, from the peer's first message on. */
  readonly warmupSeconds: number;
  /** Part of the messages that a consume run reads in full. */
  readonly consumeShare: number;
  readonly quick: boolean;
  /** Folder of the dated JSON; undefined to write none. */
  readonly out: string | undefined;
  readonly json: boolean;
}

const full = { rounds: 5, seconds: 4, warmupSeconds: 4, consumeShare: 1 };
const quick = { rounds: 1, seconds: 1, warmupSeconds: 1, consumeShare: 0.1 };

interface Given {
  rounds?: number;
  only?: Section[];
  cases?: string;
  seconds?: number;
  quick?: true;
  out?: string;
  json?: true;
}

const about = `
Measures produce, consume, planning and bringing a cluster up side by side with
other tools on this machine, each peer in turn in every round, and prints the
medians and their ratios; and how the cost of our own producer grows. librdkafka
takes part where npm run setup:librdkafka has built it. Some 60 minutes on 2 cores; nothing else should run.

Exit codes: 0 done, whether targets were met or missed; 2 bad input;
5 environment; 130 interrupted.`;

/**
 * Reads the command line of the bench.
 * @param usualOut where the JSON goes if nothing is said and the run is a full one
 */
export function parseOptions(words: readonly string[], usualOut: string, program = new Command()): BenchOptions {
  program
    .name("npm run bench --")
    .description("Compare Plimsoll with its peers on this machine.")
    .option("--rounds <n>", `times that each peer is measured (${full.rounds}; the medians want 5 or more)`, count)
    .addOption(new Option("--only <section...>", "measure only these").choices(sections))
    .option("--cases <part>", "of produce and consume only the cases whose id has this in it, such as 1361B-1-broker")
    .option("--seconds <s>", `measured part of each produce run (${full.seconds})`, count)
    .option("--quick", "one short round, to see that everything works; writes no file unless --out is given")
    .option("--out <dir>", "write the dated JSON there (docs/measured)")
    .option("--json", "print the result as JSON (plimsoll/bench@1), and the tables on stderr")
    .addHelpText("after", about)
    .allowExcessArguments(false)
    .parse(words, { from: "user" });
  const given = program.opts<Given>();
  const usual = given.quick ? quick : full;
  return {
    ...usual,
    rounds: given.rounds ?? usual.rounds,
    seconds: given.seconds ?? usual.seconds,
    only: sections.filter((section) => given.only?.includes(section) ?? true),
    cases: given.cases ?? "",
    quick: given.quick ?? false,
    out: given.out ?? (given.quick ? undefined : usualOut),
    json: given.json ?? false,
  };
}

function count(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 1000) return value;
  throw new InvalidArgumentError("Write a whole number from 1 to 1000.");
}

import { z } from "zod";
import { Problem } from "../../sizing/problem.ts";
import { didYouMean } from "../../sizing/suggest.ts";
import { parseDuration } from "../../sizing/units/parse.ts";
import { milliseconds } from "../report/figures.ts";

const percentiles = ["p50", "p90", "p99", "p999"] as const;

/** A bound on the produce latency, from due time to acknowledgement, that a rate has to keep. */
export const objectiveSchema = z.strictObject({
  percentile: z.enum(percentiles),
  belowMs: z.number().positive(),
  /** Who set it: the command line, `objectives.produceP99` of the workload, or nobody. */
  from: z.enum(["command line", "workload", "default"]),
});
export type Objective = z.infer<typeof objectiveSchema>;

/** What is kept where nobody said: a second, beyond which a backlog is growing on any cluster. */
const DEFAULT_MS = 1000;

/** The objective of a workload whose 99th percentile may be so many seconds; that of nobody where it is not told. */
export function plannedObjective(produceP99Seconds: number | undefined): Objective {
  if (produceP99Seconds === undefined) return { percentile: "p99", belowMs: DEFAULT_MS, from: "default" };
  return { percentile: "p99", belowMs: 1000 * produceP99Seconds, from: "workload" };
}

/**
 * Reads a bound such as `p99<100ms`.
 * @throws Problem PLM-FIND-001
 */
export function parseObjective(text: string): Objective {
  const [, name = "", bound = ""] = /^\s*([\w.]+)\s*<\s*(.+?)\s*$/.exec(text) ?? [];
  const percentile = percentiles.find((known) => known === name);
  if (!percentile) throw bad(text, name === "" ? "" : didYouMean(name, percentiles));
  const belowMs = 1000 * parseDuration(bound, `--keep ${name}`);
  if (!(belowMs > 0)) throw bad(text, "");
  return { percentile, belowMs, from: "command line" };
}

/** `p99 < 100 ms`. */
export function objectiveText({ percentile, belowMs }: Objective): string {
  return `${percentile} < ${milliseconds(belowMs)}`;
}

function bad(text: string, guess: string): Problem {
  return new Problem(
    "input",
    "PLM-FIND-001",
    `--keep \`${text}\` is no bound on a latency`,
    guess || `write one of ${percentiles.join(", ")} and a time, for example \`p99<100ms\``,
  );
}

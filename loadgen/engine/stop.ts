import { Problem } from "../../sizing/problem.ts";
import { didYouMean } from "../../sizing/suggest.ts";
import { parseDuration } from "../../sizing/units/parse.ts";
import { count, milliseconds } from "../report/figures.ts";
import type { RoleSample } from "./task.ts";

const measures = ["behind", "errors", "dropped", "p50", "p99"] as const;

/** What ends a run early: a figure above a bound, in messages, or in milliseconds for latencies. */
export interface StopCondition {
  measure: (typeof measures)[number];
  above: number;
}

/**
 * Reads conditions such as `behind>1000000`, `errors>100`, `dropped>0` or `p99>2s`, with commas between.
 * @throws Problem PLM-LOAD-030
 */
export function parseStopConditions(text: string): StopCondition[] {
  return text.split(",").map((part) => {
    const [, name = "", bound = ""] = /^\s*(\w+)\s*>\s*(.+?)\s*$/.exec(part) ?? [];
    const measure = measures.find((known) => known === name);
    if (!measure) throw badCondition(part, name);
    const above = isLatency(measure)
      ? 1000 * parseDuration(bound, `--stop-when ${name}`)
      : Number(bound.replaceAll("_", ""));
    if (!(above >= 0)) throw badCondition(part, "");
    return { measure, above };
  });
}

function badCondition(part: string, name: string): Problem {
  const guess = name === "" ? "" : didYouMean(name, measures);
  return new Problem(
    "input",
    "PLM-LOAD-030",
    `\`${part.trim()}\` is no condition to stop at`,
    guess ||
      `write one of ${measures.join(", ")} and a bound, for example \`behind>1000000\`, \`errors>100\` or \`p99>2s\``,
  );
}

/** Watches the measured seconds of a run for the first condition that is met. */
export class StopWatch {
  readonly #conditions: readonly StopCondition[];
  #errors = 0;
  #dropped = 0;

  constructor(conditions: readonly StopCondition[]) {
    this.#conditions = conditions;
  }

  /** Which condition a second meets, in words; undefined if none. Errors and drops add up, the others are the second's. */
  meets(
    second: Pick<RoleSample, "behindMessages" | "errors" | "droppedMessages">,
    latency: Latency,
  ): string | undefined {
    this.#errors += Object.values(second.errors).reduce((sum, messages) => sum + messages, 0);
    this.#dropped += second.droppedMessages;
    const values: Record<StopCondition["measure"], number | null> = {
      behind: second.behindMessages,
      errors: this.#errors,
      dropped: this.#dropped,
      p50: latency.p50,
      p99: latency.p99,
    };
    for (const { measure, above } of this.#conditions) {
      const value = values[measure];
      if (value === null || value <= above) continue;
      const figure = isLatency(measure) ? milliseconds : count;
      return `${measure} ${figure(value)}, above ${figure(above)}`;
    }
    return undefined;
  }
}

/** Latencies of a second, ms; null when nothing was acknowledged in it. */
interface Latency {
  p50: number | null;
  p99: number | null;
}

const isLatency = (measure: StopCondition["measure"]): boolean => measure === "p50" || measure === "p99";

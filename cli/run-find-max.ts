import type { SteadyWindow } from "../loadgen/find-max/result.ts";
import type { FindMax, FindMaxOptions } from "../loadgen/index.ts";
import { messageRate, milliseconds } from "../loadgen/report/figures.ts";
import { timeLeft } from "../sizing/units/time-left.ts";
import type { Loadgen } from "./context.ts";
import type { LongRunTools } from "./long-run.ts";
import { sampleText } from "./run-proof.ts";

/** What a search needs beyond its tools. */
type FindMaxRun = Omit<FindMaxOptions, "log" | "signal" | "onSample" | "onStep">;

/** Searches the highest rate of a cluster, telling what each step came to. */
export function runFindMax(
  loadgen: Loadgen,
  run: FindMaxRun,
  { log, signal, step, status }: LongRunTools,
): Promise<FindMax> {
  step("preparing the search: the generator's own ceiling, and a first window to warm up");
  let steps = 0;
  let began: number | null = null;
  const left = (): string => {
    began ??= performance.now();
    return timeLeft(steps, Math.max(usualSteps(run.repeats), steps + 1), (performance.now() - began) / 1000);
  };
  return loadgen.findMaxRate({
    ...run,
    log,
    signal,
    onStep: (done) => log(`step ${++steps}: ${stepText(done)}`),
    onSample: (sample) => status(`step ${steps + 1}, ${left()}: ${sampleText(sample)}`),
  });
}

/** Three to double or halve, three to narrow the bracket down, and two for each turn of the staircase. */
const usualSteps = (repeats: number): number => 6 + 2 * repeats;

/** What a step came to, in a line. */
function stepText({ targetMessagesPerSecond, latencyMs, outcome, why }: SteadyWindow): string {
  const latency = latencyMs === null ? "" : ` at ${milliseconds(latencyMs)}`;
  const text = outcome === "kept" ? `kept${latency}` : `${outcome}: ${why.join("; ")}`;
  return `${messageRate(targetMessagesPerSecond)} ${text}`;
}

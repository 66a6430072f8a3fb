import type { ProveOptions } from "../loadgen/index.ts";
import type { Proof } from "../loadgen/proof/proof.ts";
import type { Sample } from "../loadgen/proof/sample.ts";
import { count, milliseconds, seconds } from "../loadgen/report/figures.ts";
import { formatBytesPerSecond } from "../sizing/index.ts";
import type { Loadgen } from "./context.ts";
import { type LoadWatch, watchSeconds } from "./load-watch.ts";
import type { LongRunTools } from "./long-run.ts";

/** What a proof needs beyond its tools. */
export type ProofRun = Omit<ProveOptions, "log" | "signal" | "onSample" | "onCeiling" | "onMeasure">;

/** Loads a cluster and audits it, and tells `watch` how it goes; where nobody watches, a status line each second. */
export function runProof(
  loadgen: Loadgen,
  run: ProofRun,
  { log, signal, step, status }: LongRunTools,
  watch: LoadWatch = statusOf(run, status),
): Promise<Proof> {
  step("preparing the load");
  return loadgen.prove({
    ...run,
    log,
    signal,
    onSample: (second) => watch.second(second),
    onCeiling: (messagesPerSecond) => watch.ceiling(messagesPerSecond),
    onMeasure: (fromSeconds) => watch.measuring(fromSeconds),
  });
}

/** A watch that tells in a line how the load stands. */
export function statusOf(
  {
    durationSeconds,
    warmupSeconds,
    mostWarmupSeconds,
  }: Pick<ProofRun, "durationSeconds" | "warmupSeconds" | "mostWarmupSeconds">,
  status: (text: string) => void,
): LoadWatch {
  const most = seconds((mostWarmupSeconds ?? warmupSeconds) + durationSeconds);
  const total = mostWarmupSeconds === undefined ? most : `at most ${most}`;
  return watchSeconds((second) => status(`load, ${seconds(second.t)} of ${total}: ${sampleText(second)}`));
}

/** What happened in a second of a load. */
export function sampleText(sample: Sample): string {
  const latency = sample.p99 === null ? "nothing acknowledged" : `99 % in ${milliseconds(sample.p99)}`;
  const behind = sample.behindMessages > 0 ? `, ${count(sample.behindMessages)} behind` : "";
  const dropped = sample.droppedMessages > 0 ? `, ${count(sample.droppedMessages)} dropped` : "";
  return (
    `${count(sample.acknowledgedMessages)} msg/s acknowledged ` +
    `(${formatBytesPerSecond(sample.acknowledgedBytes)}), ${count(sample.consumedMessages)} read, ${latency}${behind}${dropped}`
  );
}

import type { ProveOptions } from "../loadgen/index.ts";
import type { Proof } from "../loadgen/proof/proof.ts";
import type { Sample } from "../loadgen/proof/sample.ts";
import { count, milliseconds, seconds } from "../loadgen/report/figures.ts";
import { formatBytesPerSecond } from "../sizing/index.ts";
import type { Loadgen } from "./context.ts";
import type { LongRunTools } from "./long-run.ts";

/** What a proof needs beyond its tools. */
export type ProofRun = Omit<ProveOptions, "log" | "signal" | "onSample">;

/** Loads a cluster and audits it, telling each second how it stands, and `watch` what happened in it. */
export function runProof(
  loadgen: Loadgen,
  run: ProofRun,
  { log, signal, step, status }: LongRunTools,
  watch: (sample: Sample) => void = () => {},
): Promise<Proof> {
  step("preparing the load");
  const most = (run.mostWarmupSeconds ?? run.warmupSeconds) + run.durationSeconds;
  const total = run.mostWarmupSeconds === undefined ? seconds(most) : `at most ${seconds(most)}`;
  return loadgen.prove({
    ...run,
    log,
    signal,
    onSample: (sample) => {
      watch(sample);
      status(`load, ${seconds(sample.t)} of ${total}: ${sampleText(sample)}`);
    },
  });
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

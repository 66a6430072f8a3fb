import { defaultPipeline, type LoadJob, type TopicLoad } from "../engine/job.ts";
import type { ProofContext } from "./proof-context.ts";

/** What all loads of a proof have in common. */
export function commonJob(
  { options, id, threads, crew }: ProofContext,
  topics: TopicLoad[],
): Omit<LoadJob, "warmupSeconds" | "seconds" | "drainSeconds"> {
  const { driver, access, signal, onSample, log, deliveryTimeoutMs = defaultPipeline.deliveryTimeoutMs } = options;
  return {
    driver,
    access,
    topics,
    pipeline: { ...defaultPipeline, deliveryTimeoutMs },
    threads,
    hosts: crew?.hosts,
    settleSeconds: 10,
    seed: Number.parseInt(id.slice(-4), 16),
    signal,
    onSample,
    onEvent: (t, text) => log?.(`${t.toFixed(1)} s: ${text}`),
  };
}

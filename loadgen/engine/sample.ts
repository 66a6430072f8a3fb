import { LatencyRecorder } from "../latency-recorder.ts";
import type { Sample } from "../proof/sample.ts";
import type { RoleSample } from "./task.ts";

/** The sum of samples of the same second. Latencies are merged, not averaged. */
export function addSamples(samples: readonly RoleSample[]): RoleSample {
  const sum = (pick: (sample: RoleSample) => number) => samples.reduce((total, sample) => total + pick(sample), 0);
  const encoded = samples.map(({ latency }) => latency).filter((latency) => latency !== "");
  return {
    acknowledgedMessages: sum((sample) => sample.acknowledgedMessages),
    acknowledgedBytes: sum((sample) => sample.acknowledgedBytes),
    owedMessages: sum((sample) => sample.owedMessages),
    consumedMessages: sum((sample) => sample.consumedMessages),
    consumedBytes: sum((sample) => sample.consumedBytes),
    retries: sum((sample) => sample.retries),
    failedMessages: sum((sample) => sample.failedMessages),
    droppedMessages: sum((sample) => sample.droppedMessages),
    errors: addCounts(samples.map(({ errors }) => errors)),
    dueMessages: sum((sample) => sample.dueMessages),
    behindMessages: sum((sample) => sample.behindMessages),
    latency: encoded.length > 1 ? merged(encoded).encode() : (encoded[0] ?? ""),
  };
}

/** What a report shows of second `t`. */
export function toSample(t: number, sample: RoleSample): Sample {
  const { latency, failedMessages: _, errors: __, owedMessages: ___, ...counts } = sample;
  if (latency === "") return { t, ...counts, p50: null, p99: null };
  const recorder = merged([latency]);
  return { t, ...counts, p50: recorder.percentile(50), p99: recorder.percentile(99) };
}

/** The sums of counts by name. */
export function addCounts(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const one of counts) for (const [name, count] of Object.entries(one)) sums[name] = (sums[name] ?? 0) + count;
  return sums;
}

/** One recorder with everything that `encoded` hold. */
export function merged(encoded: readonly string[]): LatencyRecorder {
  const recorder = new LatencyRecorder();
  for (const text of encoded) recorder.addEncoded(text);
  return recorder;
}

import { plaintext } from "./access.ts";
import { type LoadResult, runLoad } from "./engine/engine.ts";
import { defaultPipeline, type LoadJob, type TopicLoad } from "./engine/job.ts";
import { steady } from "./load/profile.ts";
import { openSink } from "./sink/sink.ts";

/** A rate that no generator reaches, so that what it offers is its ceiling. */
const OUT_OF_REACH = 50_000_000;

/** What the generator offers, of messages like those of `load`, to a sink that only acknowledges. */
export async function measureCeiling(
  load: TopicLoad,
  options: Pick<LoadJob, "driver" | "threads" | "warmupSeconds" | "seconds" | "signal" | "onSample">,
): Promise<LoadResult> {
  const partitions = Math.min(load.partitions, 32);
  const sink = await openSink(load.topic, partitions);
  try {
    return await runLoad({
      ...options,
      access: plaintext([sink.bootstrap]),
      topics: [
        {
          ...load,
          partitions,
          profile: steady(OUT_OF_REACH, options.warmupSeconds + options.seconds),
          dropAfterMs: null,
          groups: [],
        },
      ],
      pipeline: defaultPipeline,
      threads: { ...options.threads, consume: 0 },
      settleSeconds: 0,
      drainSeconds: 0,
      seed: 1,
    });
  } finally {
    await sink.close();
  }
}

/** Messages/s acknowledged in the measured part of a run. */
export function acknowledgedPerSecond(result: LoadResult, seconds: number): number {
  return result.produce.reduce((sum, part) => sum + part.messages, 0) / seconds;
}

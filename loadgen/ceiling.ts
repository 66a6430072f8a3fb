import { plaintext } from "./access.ts";
import type { Crew } from "./agents/crew.ts";
import { runLoad } from "./engine/engine.ts";
import { defaultPipeline, type LoadJob, type TopicLoad } from "./engine/job.ts";
import type { LoadResult } from "./engine/load-result.ts";
import { peakOf, steady } from "./load/profile.ts";
import { openSink } from "./sink/sink.ts";

const CEILING_SECONDS = 2;
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

/**
 * What the generator offers at most of the messages of the largest of `loads`, messages/s: that of the agents together
 * where they carry the load. Null for a client that asks brokers for more than a sink can tell.
 */
export async function ceilingOf(
  loads: readonly TopicLoad[],
  { crew, ...options }: Pick<LoadJob, "driver" | "threads" | "signal"> & { readonly crew: Crew | undefined },
): Promise<number | null> {
  if (options.driver !== "plimsoll") return null;
  const largest = loads.reduce((a, b) => (peakOf(b.profile) > peakOf(a.profile) ? b : a));
  if (crew) return crew.ceiling(largest, CEILING_SECONDS, options.signal);
  const result = await measureCeiling(largest, { ...options, warmupSeconds: 1, seconds: CEILING_SECONDS });
  return acknowledgedPerSecond(result, CEILING_SECONDS);
}

/** Messages/s acknowledged in the measured part of a run. */
export function acknowledgedPerSecond(result: LoadResult, seconds: number): number {
  return result.produce.reduce((sum, part) => sum + part.messages, 0) / seconds;
}

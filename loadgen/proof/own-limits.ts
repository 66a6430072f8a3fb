import { z } from "zod";

/** What the generator and its machine did during the run: the evidence for a valid or an invalid verdict. */
export const ownLimits = z.strictObject({
  workers: z.int(),
  /** Busiest worker's event loop, 0 to 1. */
  eventLoopUtilisation: z.number(),
  /** 99th percentile of the event loop's delay, ms, worst worker. */
  eventLoopDelayP99: z.number(),
  /** CPU of the generator process, in cores. */
  generatorCores: z.number(),
  /** CPU of the whole machine, 0 to 1; null where it cannot be read. */
  machineCpu: z.number().nullable(),
  cores: z.int(),
  /** Messages/s that the same generator offers to a sink which only acknowledges; null when not measured. */
  ceilingMessagesPerSecond: z.number().nullable(),
});
export type OwnLimits = z.infer<typeof ownLimits>;

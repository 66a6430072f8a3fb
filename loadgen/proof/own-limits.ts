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
  /** Of the process of the generator that came nearest to its limit; null where none is known of. */
  memory: z
    .strictObject({
      /** Resident, since the process began. */
      peakBytes: z.number().nonnegative(),
      /** Over the measured time; negative if it shrank. */
      grownBytes: z.number(),
      /** What the machine, or its control group, has for it. */
      limitBytes: z.number().positive(),
    })
    .nullable(),
  /**
   * 99th percentile of how long messages that could be sent waited for the generator alone, ms; null where the driver
   * does not tell.
   */
  ownDelayP99: z.number().nonnegative().nullable(),
  /** Messages/s that the same generator offers to a sink which only acknowledges; null when not measured. */
  ceilingMessagesPerSecond: z.number().nullable(),
});
export type OwnLimits = z.infer<typeof ownLimits>;

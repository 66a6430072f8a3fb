import { z } from "zod";

/** What one agent of a run carried, and what its machine did meanwhile: null is what was lost with it. */
export const agentReport = z.strictObject({
  /** `host:port`, as the coordinator called it. */
  address: z.string(),
  /** Its part of the load, 0 to 1. */
  share: z.number(),
  workers: z.int(),
  cores: z.int(),
  /** Its busiest worker's event loop, 0 to 1. */
  eventLoopUtilisation: z.number().nullable(),
  eventLoopDelayP99: z.number().nullable(),
  generatorCores: z.number().nullable(),
  machineCpu: z.number().nullable(),
  /** Messages/s that it offers to a sink of its own; null when not measured. */
  ceilingMessagesPerSecond: z.number().nullable(),
  /** Its time of day against the coordinator's, read over the network before the run and after it. */
  clock: z.strictObject({
    /** How far it was ahead, which its workers allow for. */
    offsetMicros: z.number(),
    /** How far off that may have been at any time of the run. */
    errorMicros: z.number().nonnegative(),
    /** How far it went away during the run; null if it was not read again. */
    driftMicros: z.number().nullable(),
  }),
  /** When it was lost, in seconds since the load began, and how that was noticed; null if it stayed to the end. */
  lost: z
    .strictObject({
      t: z.number(),
      why: z.string(),
      /** Of these nobody knows what was acknowledged, and the audit leaves them out. */
      producers: z.array(z.int()),
      /** What its consumers had read is not known: these are left out too. */
      unread: z.array(z.strictObject({ topic: z.string(), group: z.string(), partitions: z.array(z.int()) })),
    })
    .nullable(),
});
export type AgentReport = z.infer<typeof agentReport>;

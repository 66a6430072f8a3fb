import { z } from "zod";

/**
 * Harm that was done to the cluster, and what came of it. Times in seconds since the load began; a fault is felt from
 * its beginning until the run has recovered, else until the next fault or the end.
 */
export const faultReport = z.strictObject({
  /** Such as `kill broker 2`. */
  text: z.string(),
  planned: z.number(),
  /** Null where the run ended before. */
  began: z.number().nullable(),
  /** When what was harmed served again; null where nobody took the harm back during the run. */
  ended: z.number().nullable(),
  /** Why it was not carried out, or not taken back. */
  failure: z.string().nullable(),
  /** When the rate was back within 1 % and the backlog gone, to the second; null if not before the next fault or the end. */
  recovered: z.number().nullable(),
  /** From its beginning to the recovery, which may come while the harm lasts; 0 if the rate never gave way. */
  recoverySeconds: z.number().nullable(),
  /** From its end to the recovery. */
  recoverySecondsAfterEnd: z.number().nullable(),
  /** Of what was acknowledged while it was felt, ms; null when nothing was. */
  latencyP99: z.number().nullable(),
  /** Acknowledged messages, due while it was felt, that a group never read. */
  lost: z.int(),
  /** The same of messages due before it, after the fault before it. */
  lostBefore: z.int(),
  repeated: z.int(),
  outOfOrder: z.int(),
  /** Messages sent again, and given up, while it was felt. */
  retries: z.int(),
  failed: z.int(),
  /** Of those, by Kafka's name of the error. */
  errors: z.record(z.string(), z.int()),
});
export type FaultReport = z.infer<typeof faultReport>;

import { z } from "zod";
import { ownLimits } from "../proof/own-limits.ts";
import { objectiveSchema } from "./objective.ts";

const perSecond = z.number().nonnegative();

/** One steady window at a rate. */
const steadyWindow = z.strictObject({
  targetMessagesPerSecond: perSecond,
  /** Acknowledged in the measured time. */
  messagesPerSecond: perSecond,
  bytesPerSecond: perSecond,
  /** Shorter than asked where the backlog left no doubt. */
  measuredSeconds: z.number().positive(),
  /** The percentile that the objective names, ms; null when nothing was acknowledged. */
  latencyMs: z.number().nullable(),
  /** How far behind the schedule the last reader was at the end, in seconds of load. */
  lagSeconds: z.number(),
  /** `limited`: not kept, while the generator or its machine was at its own limit. */
  outcome: z.enum(["kept", "missed", "limited"]),
  /** Why it was not kept; empty where it was. */
  why: z.array(z.string()),
  eventLoopUtilisation: z.number(),
  machineCpu: z.number().nullable(),
});
export type SteadyWindow = z.infer<typeof steadyWindow>;

const common = {
  schema: z.literal("plimsoll/find-max@1"),
  name: z.string(),
  run: z.string(),
  startedAt: z.string(),
  cluster: z.strictObject({ bootstrap: z.array(z.string()), brokers: z.int(), target: z.string() }),
  driver: z.enum(["plimsoll", "kafkajs"]),
  objective: objectiveSchema,
  plan: z.strictObject({ messagesPerSecond: perSecond, bytesPerSecond: perSecond }),
  warmupSeconds: z.number().nonnegative(),
  stepSeconds: z.number().positive(),
  /** Turns at the edge from which an answer is drawn. */
  repeats: z.int(),
  steps: z.array(steadyWindow),
  /** Messages/s that the same generator offers to a sink which only acknowledges; null when not measured. */
  ceilingMessagesPerSecond: ownLimits.shape.ceilingMessagesPerSecond,
};

/** The highest rate that a cluster keeps an objective at, or why there is none to tell. */
export const findMaxSchema = z.discriminatedUnion("verdict", [
  z.strictObject({
    ...common,
    verdict: z.literal("found"),
    /** Messages/s: from `low` to `high` with `confidence`. */
    rate: z.strictObject({ mean: perSecond, low: perSecond, high: perSecond, confidence: z.number() }),
    bytesPerSecond: perSecond,
    /** As a multiple of the planned rate. */
    ofPlan: perSecond,
  }),
  z.strictObject({
    ...common,
    verdict: z.literal("invalid"),
    /** What was the limit in place of the cluster, or what else went wrong. */
    why: z.string(),
    /** The highest rate at which the objective was kept all the same, messages/s; 0 if at none. */
    atLeast: perSecond,
  }),
  z.strictObject({
    ...common,
    verdict: z.literal("none"),
    /** The lowest rate that was tried, and not kept either, messages/s. */
    least: perSecond,
  }),
]);
export type FindMax = z.infer<typeof findMaxSchema>;

/** The parts of a result that hang on its verdict. */
export type Answer =
  | Pick<Extract<FindMax, { verdict: "found" }>, "verdict" | "rate" | "bytesPerSecond" | "ofPlan">
  | Pick<Extract<FindMax, { verdict: "invalid" }>, "verdict" | "why" | "atLeast">
  | Pick<Extract<FindMax, { verdict: "none" }>, "verdict" | "least">;

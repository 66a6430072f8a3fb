import { z } from "zod";
import { planSchema } from "../plan.ts";
import { loadState, resourceName } from "../planned/resource.ts";

/** What stops a system just beyond the answer: the refusal that `plan` gives there. */
const binding = z.strictObject({
  cluster: z.string(),
  code: z.string(),
  resource: z.union([resourceName, z.enum(["brokers", "partitions", "hottestKey", "produceP99"])]),
  state: loadState,
});
export type Binding = z.infer<typeof binding>;

const unlimited = z.strictObject({ outcome: z.literal("unlimited"), times: z.null(), because: z.string() });
const never = z.strictObject({
  outcome: z.literal("never"),
  times: z.null(),
  code: z.string(),
  resource: z.string(),
  because: z.string(),
});

/** The largest multiple of every rate of the workload; sizes, retention and replication stay as they are. */
export const largestLoad = z.discriminatedUnion("outcome", [
  z.strictObject({
    outcome: z.literal("bounded"),
    times: z.number().positive(),
    messagesPerSecond: z.number().positive(),
    ingressBytesPerSecond: z.number().positive(),
    partitions: z.int().positive(),
    binding,
  }),
  unlimited,
  never,
]);
export type LargestLoad = z.infer<typeof largestLoad>;

const retainedTopic = z.strictObject({
  name: z.string(),
  /** At the rates of the workload; what a retention by size comes to. Null where compaction alone decides. */
  retentionHours: z.number().positive().nullable(),
  /** Null where the topic is kept by time. */
  retentionBytesPerPartition: z.number().positive().nullable(),
});
export type RetainedTopic = z.infer<typeof retainedTopic>;

/** The longest retention at the rates of the workload, every topic's made so many `times` as long. */
export const longestRetention = z.discriminatedUnion("outcome", [
  z.strictObject({
    outcome: z.literal("bounded"),
    times: z.number().positive(),
    /** Of the cluster that binds. */
    topics: z.array(retainedTopic),
    binding,
  }),
  unlimited,
  never,
]);
export type LongestRetention = z.infer<typeof longestRetention>;

const both = <Answer extends z.ZodType>(answer: Answer) =>
  z.strictObject({
    /** With all brokers there and no loss to survive. */
    normal: answer,
    /** With the stated losses survived as well: where `plan` still says planned. */
    objectivesKept: answer,
  });

const step = z.strictObject({
  /** `now`, or `+1` for one broker more in each cluster. */
  name: z.string(),
  brokers: z.int().positive(),
  load: both(largestLoad),
  retention: both(longestRetention),
});
export type Step = z.infer<typeof step>;

export const capacitySchema = z.strictObject({
  schema: z.literal("plimsoll/capacity@1"),
  name: z.string(),
  /** Of the workload as it is, as in its plan. */
  verdict: planSchema.shape.verdict,
  /** A multiple may fall short of the true largest one by this part of it; it is never above. */
  tolerance: z.number().positive(),
  /** With the brokers that there are, then with each further one. */
  steps: z.array(step).min(1),
  explanation: planSchema.shape.explanation,
  overrides: planSchema.shape.overrides,
  assumed: planSchema.shape.assumed,
  warnings: planSchema.shape.warnings,
  sources: planSchema.shape.sources,
});
/** What an inventory carries: the plan the other way round. */
export type Capacity = z.infer<typeof capacitySchema>;

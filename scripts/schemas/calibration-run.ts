import { z } from "zod";
import type { CalibrationRun } from "../../loadgen/calibrate/calibrate.ts";
import { calibrated } from "../../sizing/calibration/calibration.ts";
import { codecs } from "../../sizing/inputs/compression.ts";
import { ofType } from "./of-type.ts";

const amount = z.number().nonnegative();
const cost = z.enum(calibrated);
const named = z.string().describe("What was loaded, such as `100 B in batches of 16.4 kB, 1 replica, acks all`");

const point = z.strictObject({
  name: named,
  point: z
    .strictObject({
      messageBytes: amount.describe("Size of a message"),
      batchBytes: amount.describe("Of a batch at most, before compression"),
      readers: z.literal([0, 1]).describe("Consumer groups"),
      replication: amount.describe("Replicas of each partition"),
      acks: z.enum(["1", "all"]).describe("What the producers waited for"),
      codec: z.enum(codecs).describe("With which the brokers compressed"),
    })
    .describe("The load, but for its rate"),
  messagesPerSecond: amount.describe("Acknowledged"),
  machineCpu: z.number().nullable().describe("Of the generator's machine, 0 to 1; null where it cannot be read"),
  cpuSeconds: amount.describe("CPU time of all brokers, without what they take when idle"),
  work: z
    .partialRecord(cost, amount)
    .describe("How much of what each cost is for: gigabytes, or millions of messages or batches"),
});

/** What `plimsoll calibrate --json` prints, and writes beside the calibration. */
export const calibrationRunSchema = ofType<CalibrationRun>()(
  z.strictObject({
    schema: z.literal("plimsoll/calibration-run@1").describe("Name and version of this form"),
    startedAt: z.string().describe("ISO 8601"),
    cluster: z
      .strictObject({ bootstrap: z.array(z.string()), brokers: amount })
      .describe("Addresses of the brokers, and how many there are"),
    idleCores: amount.describe("CPU of all brokers together when idle, in cores"),
    warmupSeconds: amount.describe("Of each point, before it was measured"),
    measuredSeconds: amount.describe("Of each point"),
    points: z.array(point).describe("The loads that were measured"),
    leftOut: z.array(z.strictObject({ name: named, why: z.string() })).describe("Loads that were not measured"),
    fit: z
      .strictObject({
        costs: z
          .array(
            z.strictObject({
              cost: cost.describe("Rule of the planner that it replaces"),
              value: amount.describe("In the unit of the rule"),
              low: amount.describe("Least value when any one point is left out"),
              high: amount.describe("Largest value when any one point is left out"),
            }),
          )
          .describe("The costs that explain the points best"),
        untold: z.array(cost).describe("Costs whose work was seen, but that the points do not tell apart"),
        quality: z.strictObject({
          observations: amount.describe("Points"),
          medianError: amount.describe("Of |fitted / measured - 1| over the points"),
          worst: z.strictObject({ name: named, measured: amount, fitted: amount }).describe("In seconds of CPU"),
        }),
      })
      .describe("What explains the points, and how well"),
  }),
);

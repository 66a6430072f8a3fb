import { z } from "zod";
import type { Load } from "../../loadgen/k6/scripts/shape.ts";
import { ofType } from "./of-type.ts";

const amount = z.number().nonnegative();
const duration = z.string().describe("As k6 writes it, such as `60s`");
const timeUnit = z.string().describe("In which so many iterations start, such as `1s`");

const arrivals = z.discriminatedUnion("executor", [
  z.strictObject({ executor: z.literal("constant-arrival-rate"), rate: amount, timeUnit, duration }),
  z.strictObject({
    executor: z.literal("ramping-arrival-rate"),
    startRate: amount,
    timeUnit,
    stages: z.array(z.strictObject({ target: amount, duration })),
  }),
]);

/** What `plimsoll k6 --json` prints. */
export const k6LoadSchema = ofType<Load>()(
  z.strictObject({
    system: z.string().describe("Name of the system"),
    instances: amount.describe("Instances of k6 that share the load"),
    loss: amount.describe("Part of the messages that may go without acknowledgement"),
    p99Ms: z
      .number()
      .nullable()
      .describe("The 99th percentile of the time to acknowledgement must be below it; null without an objective"),
    topics: z.array(
      z.strictObject({
        planned: z.string().describe("Name of the topic in the plan"),
        topic: z.string().describe("The topic that is written to"),
        partitions: amount,
        replication: amount,
        minInsync: amount,
        acks: z.enum(["all", "1", "0"]),
        compression: z.string(),
        keyed: z.boolean(),
        messageBytes: amount,
        batch: amount.describe("Messages of an iteration"),
        arrivals: arrivals.describe("Iterations that start in each time unit, as k6 has it"),
        messages: amount.describe("Of the whole run, of all instances"),
      }),
    ),
  }),
);

import { z } from "zod";
import { plannedConnector } from "./connect/schema.ts";
import { fleetSchema } from "./fleet.ts";
import { plannedFlinkJob } from "./flink/schema.ts";
import { plannedFlumeFlow } from "./flume/schema.ts";
import { plannedHdfsFlow } from "./hdfs/schema.ts";
import { plannedMirrorLink } from "./mirror/schema.ts";
import { plannedCache, plannedFlow } from "./nifi/schema.ts";
import { plannedSparkJob } from "./spark/schema.ts";

const service = <const Kind extends string, Job extends z.ZodType>(kind: Kind, job: Job) =>
  z.strictObject({
    name: z.literal(kind).describe("The kind, since a system has one service of each"),
    kind: z.literal(kind).describe("What the nodes run"),
    fleet: fleetSchema.describe("The nodes that run the jobs"),
    jobs: z.array(job).describe("What they run, in the order of the workload"),
  });

/** A service around Kafka: the nodes of one kind, and the jobs that they run. */
export const plannedService = z.discriminatedUnion("kind", [
  service("nifi", plannedFlow).extend({
    caches: z.array(plannedCache).describe("Redis caches on the nodes, of the flows that keep one"),
  }),
  service("connect", plannedConnector),
  service("flink", plannedFlinkJob),
  service("spark", plannedSparkJob),
  service("flume", plannedFlumeFlow),
  service("hdfs", plannedHdfsFlow),
  service("mirror", plannedMirrorLink),
]);
export type PlannedService = z.infer<typeof plannedService>;

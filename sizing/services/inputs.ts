import { z } from "zod";
import { block } from "../inputs/fields.ts";
import type { Mistake } from "../inputs/issues.ts";
import { didYouMean } from "../suggest.ts";
import { connectorSchema } from "./connect/schema.ts";
import { flinkJobSchema } from "./flink/schema.ts";
import { flumeFlowSchema } from "./flume/schema.ts";
import { hdfsFlowSchema } from "./hdfs/schema.ts";
import { mirrorLinkSchema } from "./mirror/schema.ts";
import { nifiFlowSchema } from "./nifi/schema.ts";
import { sparkJobSchema } from "./spark/schema.ts";

function jobs<Job extends z.ZodType<{ name: string }>>(job: Job) {
  return z
    .array(job)
    .default([])
    .superRefine((list, context) => {
      const names = list.map(({ name }) => name);
      for (const [at, name] of names.entries()) {
        if (names.indexOf(name) === at) continue;
        context.addIssue({
          code: "custom",
          path: [at, "name"],
          message: `\`${name}\` stands here twice; name each job once`,
        });
      }
    });
}

/** The schema of the workload's `services:` block: the jobs around Kafka, by the kind of service that runs them. */
export const servicesSchema = block({
  nifi: jobs(nifiFlowSchema).meta({ description: "Flows of NiFi" }),
  connect: jobs(connectorSchema).meta({ description: "Connectors of Kafka Connect" }),
  flink: jobs(flinkJobSchema).meta({ description: "Jobs of Flink" }),
  spark: jobs(sparkJobSchema).meta({ description: "Jobs of Spark" }),
  flume: jobs(flumeFlowSchema).meta({ description: "Groups of like Flume agents" }),
  hdfs: jobs(hdfsFlowSchema).meta({ description: "What is written to HDFS" }),
  mirror: jobs(mirrorLinkSchema).meta({ description: "Mirrors of topics to other clusters" }),
});
export type Services = z.output<typeof servicesSchema>;

/** The jobs that name a topic which the workload does not have, each with its key below `services`. */
export function topicMistakes({ mirror, ...others }: Services, topics: readonly string[]): Mistake[] {
  const unknown = (key: string, topic: string | undefined): Mistake[] => {
    if (topic === undefined || topics.includes(topic)) return [];
    const remedy = didYouMean(topic, topics) || "write the name of a topic of this workload, or a `rate` and a `size`";
    return [{ key, text: `\`${topic}\` is no topic of this workload; ${remedy}` }];
  };
  return [
    ...Object.entries(others).flatMap(([kind, list]) =>
      list.flatMap(({ topic }, at) => unknown(`${kind}.${at}.topic`, topic)),
    ),
    ...mirror.flatMap(({ topics: names = [] }, at) =>
      names.flatMap((topic, index) => unknown(`mirror.${at}.topics.${index}`, topic)),
    ),
  ];
}

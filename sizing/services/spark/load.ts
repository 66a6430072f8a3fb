import { type Derived, derive, given } from "../../derivation.ts";
import { roundUp } from "../../kafka/rounding.ts";
import { workRate } from "../backlog.ts";
import { parallelFor } from "../parallel.ts";
import type { Site } from "../service.ts";
import { type Traffic, trafficOf } from "../traffic.ts";
import type { SparkJob } from "./schema.ts";

/** What a streaming job asks of the whole Spark cluster. */
export interface SparkLoad {
  readonly name: string;
  readonly job: SparkJob;
  readonly traffic: Traffic;
  readonly work: Derived;
  readonly bytesPerSecondPerCore: number;
  readonly cores: Derived;
  readonly processingSeconds: Derived;
  readonly tasksPerBatch: Derived<number | null>;
  readonly batchBytes: Derived;
}

const batching = {
  name: "batch",
  source:
    "Apache Spark documentation, streaming guide, as of 3.5 (2023): a batch must be processed before the next is due",
};

function coresOf(job: SparkJob, key: string, work: Derived, traffic: Traffic, { rules }: Site) {
  const perCore = { rate: job.perCore, key: `${key}.perCore` };
  const { bytesPerSecondEach } = parallelFor("cores", work, traffic, perCore, rules.sparkBytesPerCore);
  if (job.cores !== undefined) {
    return { cores: given("workload", `${key}.cores`, "cores", job.cores as number), bytesPerSecondEach };
  }
  const cores = derive(
    "cores",
    "work / (work of a core x part of the batch interval to use), rounded up, + receivers",
    rules.sparkBatchLimit,
    {
      workBytesPerSecond: work.value,
      bytesPerSecondPerCore: bytesPerSecondEach,
      batchLimit: rules.sparkBatchLimit.value,
      receivers: job.receivers ?? 0,
    },
    (inputs) =>
      roundUp(inputs.workBytesPerSecond / (inputs.bytesPerSecondPerCore * inputs.batchLimit), 1) + inputs.receivers,
  );
  return { cores, bytesPerSecondEach };
}

function tasksOf({ receivers, batch }: SparkJob, traffic: Traffic, { rules }: Site): Derived<number | null> {
  if (receivers === undefined) {
    return derive(
      "tasks",
      "partitions of the topic, one task each",
      batching,
      { partitions: traffic.partitions },
      (inputs) => inputs.partitions,
    );
  }
  return derive(
    "tasks",
    "receivers x batch interval / block interval",
    rules.sparkBlockInterval,
    { receivers, batchSeconds: batch, blockSeconds: rules.sparkBlockInterval.value },
    (inputs) => Math.max(1, Math.floor((inputs.receivers * inputs.batchSeconds) / inputs.blockSeconds)),
  );
}

/** The load of a job at its place in the workload. */
export function sparkLoad(job: SparkJob, at: number, site: Site): SparkLoad {
  const key = `services.spark.${at}`;
  const traffic = trafficOf(job, key, site.topics);
  const work = workRate(traffic, job.backlog);
  const { cores, bytesPerSecondEach } = coresOf(job, key, work, traffic, site);
  const batchBytes = derive(
    "B",
    "work x batch interval",
    batching,
    { workBytesPerSecond: work.value, batchSeconds: job.batch },
    (inputs) => inputs.workBytesPerSecond * inputs.batchSeconds,
  );
  return {
    name: job.name,
    job,
    traffic,
    work,
    bytesPerSecondPerCore: bytesPerSecondEach,
    cores,
    processingSeconds: derive(
      "s",
      "bytes of a batch / (cores that process x work of a core)",
      batching,
      {
        batchBytes: batchBytes.value,
        cores: cores.value,
        receivers: job.receivers ?? 0,
        bytesPerSecondPerCore: bytesPerSecondEach,
      },
      (inputs) => inputs.batchBytes / ((inputs.cores - inputs.receivers) * inputs.bytesPerSecondPerCore),
    ),
    tasksPerBatch: tasksOf(job, traffic, site),
    batchBytes,
  };
}

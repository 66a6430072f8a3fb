import { derive } from "../../derivation.ts";
import { roundUp } from "../../kafka/rounding.ts";
import type { Refusal } from "../../planned/refusal.ts";
import { formatDuration } from "../../units/format.ts";
import { catchUpSeconds } from "../backlog.ts";
import { exceeds } from "../fewest.ts";
import { type Need, portionsOf } from "../resources.ts";
import { conclude, type Outcome, type Site } from "../service.ts";
import { codeOf } from "../shortage.ts";
import { type SparkLoad, sparkLoad } from "./load.ts";
import type { SparkJob } from "./schema.ts";
import { walOf } from "./wal.ts";

function needsOf(loads: readonly SparkLoad[], { rules }: Site): Need[] {
  const cores = loads.reduce((sum, { cores }) => sum + cores.value, 0);
  const executors = (load: SparkLoad) =>
    derive(
      "B",
      "cores x memory of a core",
      rules.sparkMemoryPerCore,
      { cores: load.cores.value, bytesPerCore: rules.sparkMemoryPerCore.value },
      (inputs) => inputs.cores * inputs.bytesPerCore,
    );
  // A receiver keeps its blocks twice unless the log has them already.
  const batches = (load: SparkLoad) =>
    derive(
      "B",
      "bytes of a batch x batches held x copies x size as objects",
      rules.sparkObjectFactor,
      {
        batchBytes: load.batchBytes.value,
        batchesHeld: rules.sparkBatchesHeld.value,
        copies: load.job.receivers !== undefined && !load.job.wal ? 2 : 1,
        objectFactor: rules.sparkObjectFactor.value,
      },
      (inputs) => inputs.batchBytes * inputs.batchesHeld * inputs.copies * inputs.objectFactor,
    );
  const held = portionsOf(loads, batches).map((portion) => ({ ...portion, of: `${portion.of} batches` }));
  // To the log goes one copy, which HDFS replicates; the results go on at most as large as what came in.
  const sent = (load: SparkLoad) =>
    derive(
      "B/s",
      "work x (results + copy to the write-ahead log)",
      { name: "sparkNetwork", source: "results are taken to be as large as what was read" },
      { workBytesPerSecond: load.work.value, logCopies: load.job.wal ? 1 : 0 },
      (inputs) => inputs.workBytesPerSecond * (1 + inputs.logCopies),
    );
  return [
    { resource: "cpu", each: 0, portions: portionsOf(loads, (load) => load.cores, cores) },
    { resource: "memory", each: 0, portions: [...portionsOf(loads, executors, cores), ...held] },
    { resource: "networkIn", each: 0, portions: portionsOf(loads, (load) => load.work) },
    { resource: "networkOut", each: 0, portions: portionsOf(loads, sent) },
  ];
}

/** Fixed cores that need longer for a batch than its interval: the batches queue without end. */
function tooSlow({ name, job, processingSeconds, work, bytesPerSecondPerCore }: SparkLoad, { rules }: Site): Refusal[] {
  const available = job.batch * rules.sparkBatchLimit.value;
  if (job.cores === undefined || !exceeds(processingSeconds.value, available)) return [];
  const enough = roundUp(work.value / (bytesPerSecondPerCore * rules.sparkBatchLimit.value), 1) + (job.receivers ?? 0);
  return [
    {
      code: codeOf("spark", "011"),
      resource: "batch",
      needed: processingSeconds.value,
      available,
      unit: "s",
      remedy: `${name}: have ${enough} cores, or leave \`cores\` out`,
    },
  ];
}

function warningsOf({ name, job, cores, tasksPerBatch, traffic, processingSeconds }: SparkLoad): string[] {
  const found: string[] = [];
  const processing = cores.value - (job.receivers ?? 0);
  if (tasksPerBatch.value !== null && tasksPerBatch.value < processing) {
    found.push(
      `${name}: a batch has ${tasksPerBatch.value} tasks for ${processing} cores, so its ${formatDuration(processingSeconds.value)} of processing hold only if it is repartitioned, or has more ${job.receivers === undefined ? "partitions" : "receivers"}`,
    );
  }
  if (job.receivers !== undefined && traffic.partitions !== null && job.receivers > traffic.partitions) {
    found.push(`${name}: ${job.receivers} receivers for ${traffic.partitions} partitions; those beyond stay idle`);
  }
  return found;
}

/** Plans the Spark workers that run all the streaming jobs, and the batches and write-ahead log of each. */
export function planSpark(jobs: readonly SparkJob[], site: Site): Outcome {
  const loads = jobs.map((job, at) => sparkLoad(job, at, site));
  const demand = {
    kind: "spark" as const,
    needs: needsOf(loads, site),
    least: 1,
    refusals: loads.flatMap((load) => tooSlow(load, site)),
    warnings: loads.flatMap(warningsOf),
  };
  return conclude(demand, site, (common) => ({
    service: {
      ...common,
      kind: "spark",
      jobs: loads.map((load) => ({
        name: load.name,
        cores: load.cores,
        processingSeconds: load.processingSeconds,
        tasksPerBatch: load.tasksPerBatch,
        batchBytes: load.batchBytes,
        ...walOf(load, site),
        catchUpSeconds: catchUpSeconds(
          load.traffic,
          load.job.backlog,
          (load.cores.value - (load.job.receivers ?? 0)) * load.bytesPerSecondPerCore,
        ),
      })),
    },
    warnings: [],
  }));
}

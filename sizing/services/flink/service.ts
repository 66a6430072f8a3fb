import { type Derived, derive } from "../../derivation.ts";
import { catchUpSeconds, workRate } from "../backlog.ts";
import { type Parallel, parallelFor } from "../parallel.ts";
import { type Need, portionsOf } from "../resources.ts";
import { conclude, type Outcome, type Site } from "../service.ts";
import { type Traffic, trafficOf } from "../traffic.ts";
import type { FlinkJob } from "./schema.ts";

interface Load {
  readonly name: string;
  readonly job: FlinkJob;
  readonly traffic: Traffic;
  readonly work: Derived;
  readonly slots: Parallel;
  readonly stateBytes: Derived;
  readonly checkpoint: Derived;
}

const sizing = {
  name: "flinkState",
  source:
    "Ververica, how to size your Apache Flink cluster (2018): keys x windows x state of a key, written at each checkpoint",
};

function loadOf(job: FlinkJob, at: number, { topics, rules }: Site): Load {
  const key = `services.flink.${at}`;
  const traffic = trafficOf(job, key, topics);
  const work = workRate(traffic, job.backlog);
  const { keys = 0, windows = 0, bytesPerKey = 0, checkpoint = 1, changed = 0 } = job.state ?? {};
  const stateBytes = derive(
    "B",
    "keys x open windows x state of a key in a window",
    sizing,
    { keys, windows, bytesPerKey },
    (inputs) => inputs.keys * inputs.windows * inputs.bytesPerKey,
  );
  return {
    name: job.name,
    job,
    traffic,
    work,
    slots: parallelFor(
      "slots",
      work,
      traffic,
      { rate: job.perSlot, key: `${key}.perSlot` },
      rules.flinkMessagesPerSlot,
    ),
    stateBytes,
    checkpoint: derive(
      "B/s",
      "state x part of it that changed / time between checkpoints",
      sizing,
      { stateBytes: stateBytes.value, changed, checkpointSeconds: checkpoint },
      (inputs) => (inputs.stateBytes * inputs.changed) / inputs.checkpointSeconds,
    ),
  };
}

function needsOf(loads: readonly Load[], { rules }: Site): Need[] {
  const slots = loads.reduce((sum, { slots }) => sum + slots.count.value, 0);
  const shuffles = ({ job }: Load) => job.shuffles ?? (job.state === undefined ? 0 : 1);
  const cores = (load: Load) =>
    derive(
      "cores",
      "slots / slots on a core",
      rules.flinkSlotsPerCore,
      { slots: load.slots.count.value, slotsPerCore: rules.flinkSlotsPerCore.value },
      (inputs) => inputs.slots / inputs.slotsPerCore,
    );
  const slotMemory = (load: Load) =>
    derive(
      "B",
      "slots x memory of a slot",
      rules.flinkMemoryPerSlot,
      { slots: load.slots.count.value, bytesPerSlot: rules.flinkMemoryPerSlot.value },
      (inputs) => inputs.slots * inputs.bytesPerSlot,
    );
  const stateIn = (backend: "heap" | "rocksdb", rule: Site["rules"]["flinkHeapStateFactor"]) => (load: Load) =>
    derive(
      "B",
      `state kept in ${backend} x factor`,
      rule,
      { stateBytes: load.job.state?.backend === backend ? load.stateBytes.value : 0, factor: rule.value },
      (inputs) => inputs.stateBytes * inputs.factor,
    );
  const moved = { name: "flinkNetwork", source: "every event that is dealt anew by key crosses the network" };
  const networkIn = (load: Load) =>
    derive(
      "B/s",
      "read x (1 + times dealt anew)",
      moved,
      { workBytesPerSecond: load.work.value, shuffles: shuffles(load) },
      (inputs) => inputs.workBytesPerSecond * (1 + inputs.shuffles),
    );
  const networkOut = (load: Load) =>
    derive(
      "B/s",
      "read x (sent to sinks + times dealt anew) + checkpoints",
      moved,
      {
        workBytesPerSecond: load.work.value,
        ratio: load.job.ratio,
        shuffles: shuffles(load),
        checkpointBytesPerSecond: load.checkpoint.value,
      },
      (inputs) => inputs.workBytesPerSecond * (inputs.ratio + inputs.shuffles) + inputs.checkpointBytesPerSecond,
    );
  const heapState = portionsOf(loads, stateIn("heap", rules.flinkHeapStateFactor)).map((portion) => ({
    ...portion,
    of: `${portion.of} state`,
  }));
  return [
    { resource: "cpu", each: 0, portions: portionsOf(loads, cores, slots) },
    { resource: "memory", each: 0, portions: [...portionsOf(loads, slotMemory, slots), ...heapState] },
    { resource: "networkIn", each: 0, portions: portionsOf(loads, networkIn) },
    { resource: "networkOut", each: 0, portions: portionsOf(loads, networkOut) },
    { resource: "disk", each: 0, portions: portionsOf(loads, stateIn("rocksdb", rules.flinkDiskStateFactor)) },
  ];
}

function idleSources({ name, slots, traffic }: Load): string[] {
  if (traffic.partitions === null || slots.count.value <= traffic.partitions) return [];
  return [
    `${name}: ${slots.count.value} slots read ${traffic.partitions} partitions, so ${slots.count.value - traffic.partitions} sources are idle; deal events anew after the source, or have more partitions`,
  ];
}

/** Plans the Flink task managers that run all the jobs, and the slots and state of each. */
export function planFlink(jobs: readonly FlinkJob[], site: Site): Outcome {
  const loads = jobs.map((job, at) => loadOf(job, at, site));
  const warnings = loads.flatMap(idleSources);
  const demand = { kind: "flink" as const, needs: needsOf(loads, site), least: 1, refusals: [], warnings };
  return conclude(demand, site, (common) => ({
    service: {
      ...common,
      kind: "flink",
      jobs: loads.map(({ name, job, traffic, slots, stateBytes, checkpoint }) => ({
        name,
        slots: slots.count,
        stateBytes,
        checkpointBytesPerSecond: checkpoint,
        catchUpSeconds: catchUpSeconds(traffic, job.backlog, slots.count.value * slots.bytesPerSecondEach),
      })),
    },
    warnings: [],
  }));
}

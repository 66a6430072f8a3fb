import { type Derived, derive, given } from "../../derivation.ts";
import { formatBytes } from "../../units/format.ts";
import { type Need, portionsOf } from "../resources.ts";
import { conclude, type Outcome, type Site } from "../service.ts";
import { trafficOf } from "../traffic.ts";
import type { HdfsFlow } from "./schema.ts";

const pipeline = {
  name: "hdfsPipeline",
  source:
    "Apache Hadoop documentation, HDFS architecture, as of 3.4 (2024): each replica but the last passes the block on",
};

interface Load {
  readonly name: string;
  readonly flow: HdfsFlow;
  readonly replication: Derived;
  readonly written: Derived;
  readonly passedOn: Derived;
  readonly space: Derived;
  readonly blocks: Derived;
  readonly namenodeHeap: Derived;
}

function loadOf(flow: HdfsFlow, at: number, { topics, rules }: Site): Load {
  const key = `services.hdfs.${at}`;
  const traffic = trafficOf(flow, key, topics);
  const rule = rules.hdfsReplication;
  const replication =
    flow.replication === undefined
      ? derive("replicas", "replicas of a block", rule, { replication: rule.value }, (inputs) => inputs.replication)
      : given("workload", `${key}.replication`, "replicas", flow.replication as number);
  const bytes = { bytesPerSecond: traffic.bytesPerSecond.value, ratio: flow.ratio, replication: replication.value };
  const space = derive(
    "B",
    "average x bytes stored for each x time kept x replicas",
    rule,
    {
      averageBytesPerSecond: traffic.averageBytesPerSecond.value,
      ratio: flow.ratio,
      keepSeconds: flow.keep,
      replication: replication.value,
    },
    (inputs) => inputs.averageBytesPerSecond * inputs.ratio * inputs.keepSeconds * inputs.replication,
  );
  const blocks = derive(
    "blocks",
    "bytes kept once / the smaller of a file and a block",
    rules.hdfsBlockBytes,
    {
      keptBytes: space.value / replication.value,
      fileBytes: flow.file ?? rules.hdfsBlockBytes.value,
      blockBytes: rules.hdfsBlockBytes.value,
    },
    (inputs) => inputs.keptBytes / Math.min(inputs.fileBytes, inputs.blockBytes),
  );
  return {
    name: flow.name,
    flow,
    replication,
    written: derive(
      "B/s",
      "peak x bytes stored for each x replicas",
      pipeline,
      bytes,
      (inputs) => inputs.bytesPerSecond * inputs.ratio * inputs.replication,
    ),
    passedOn: derive(
      "B/s",
      "peak x bytes stored for each x (replicas - 1)",
      pipeline,
      bytes,
      (inputs) => inputs.bytesPerSecond * inputs.ratio * (inputs.replication - 1),
    ),
    space,
    blocks,
    namenodeHeap: derive(
      "B",
      "blocks x heap of the NameNode for each",
      rules.namenodeHeapPerBlock,
      { blocks: blocks.value, heapPerBlock: rules.namenodeHeapPerBlock.value },
      (inputs) => inputs.blocks * inputs.heapPerBlock,
    ),
  };
}

const needsOf = (loads: readonly Load[]): Need[] => [
  { resource: "networkIn", each: 0, portions: portionsOf(loads, (load) => load.written) },
  { resource: "networkOut", each: 0, portions: portionsOf(loads, (load) => load.passedOn) },
  { resource: "disk", each: 0, portions: portionsOf(loads, (load) => load.space) },
  { resource: "diskWrite", each: 0, portions: portionsOf(loads, (load) => load.written) },
];

function smallFiles({ name, flow, namenodeHeap }: Load, { rules }: Site): string[] {
  if (flow.file === undefined || flow.file >= rules.hdfsSmallFileBytes.value) return [];
  const heap = formatBytes(namenodeHeap.value);
  return [`${name}: files of ${formatBytes(flow.file)} take ${heap} of the NameNode's heap; merge them into blocks`];
}

/** Plans the datanodes that hold all the data sets, with the lost node's replicas made again on the others. */
export function planHdfs(flows: readonly HdfsFlow[], site: Site): Outcome {
  const loads = flows.map((flow, at) => loadOf(flow, at, site));
  const demand = {
    kind: "hdfs" as const,
    needs: needsOf(loads),
    least: Math.max(...loads.map(({ replication }) => replication.value)),
    refusals: [],
    warnings: loads.flatMap((load) => smallFiles(load, site)),
  };
  return conclude(demand, site, (common) => ({
    service: {
      ...common,
      kind: "hdfs",
      jobs: loads.map(({ name, replication, written, space, blocks, namenodeHeap }) => ({
        name,
        replication,
        writtenBytesPerSecond: written,
        spaceBytes: space,
        blocks,
        namenodeHeapBytes: namenodeHeap,
      })),
    },
    warnings: [],
  }));
}

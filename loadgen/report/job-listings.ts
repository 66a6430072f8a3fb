import { formatBytes, formatBytesPerSecond, formatDuration } from "../../sizing/index.ts";
import type { PlannedService } from "../../sizing/services/planned.ts";
import { percent } from "./figures.ts";
import { type Listing, type ListingColumn, listing, nothing } from "./listing.ts";
import { amount } from "./plan-figures.ts";

type Of<Kind extends PlannedService["kind"]> = Extract<PlannedService, { kind: Kind }>;

const orNothing = (value: number | null, shown: (value: number) => string): string =>
  value === null ? nothing : shown(value);

const catchUp = <Job extends { catchUpSeconds: number | null }>(): ListingColumn<Job> => [
  "catch-up",
  ({ catchUpSeconds }) => orNothing(catchUpSeconds, formatDuration),
];

const nifi = ({ jobs, caches }: Of<"nifi">): Listing[] => [
  listing(
    "Flows",
    [
      ["flow", ({ name }) => name],
      ["events/s", ({ messagesPerSecond }) => amount(messagesPerSecond)],
      ["FlowFiles/s", ({ flowFilesPerSecond }) => amount(flowFilesPerSecond)],
      ["cores", ({ cpuCores }) => amount(cpuCores)],
      ["held", ({ heldBytes }) => formatBytes(heldBytes)],
    ],
    jobs,
  ),
  listing(
    "Written to the repositories",
    [
      ["flow", ({ name }) => name],
      ["content", (flow) => formatBytesPerSecond(flow.contentWriteBytesPerSecond)],
      ["FlowFile", (flow) => formatBytesPerSecond(flow.flowFileWriteBytesPerSecond)],
      ["provenance", (flow) => formatBytesPerSecond(flow.provenanceWriteBytesPerSecond)],
    ],
    jobs,
  ),
  listing(
    "Local caches, and what one lost node takes with it",
    [
      ["cache", ({ name }) => name],
      ["size", ({ bytes }) => formatBytes(bytes)],
      ["a node", ({ bytesPerNode }) => orNothing(bytesPerNode, formatBytes)],
      ["one lost", ({ bytesPerNodeDegraded }) => orNothing(bytesPerNodeDegraded, formatBytes)],
      ["requests/s", ({ requestsPerSecond }) => amount(requestsPerSecond)],
      ["entries lost", ({ entriesLost }) => orNothing(entriesLost, amount)],
      ["database/s", ({ databaseRequestsPerSecond }) => orNothing(databaseRequestsPerSecond, amount)],
    ],
    caches,
  ),
];

const connect = ({ jobs }: Of<"connect">): Listing[] => [
  listing(
    "Connectors",
    [
      ["connector", ({ name }) => name],
      ["way", ({ direction }) => direction],
      ["tasks", ({ tasks }) => amount(tasks)],
      ["at most", ({ taskLimit }) => orNothing(taskLimit, amount)],
      ["each task", ({ bytesPerSecondPerTask }) => formatBytesPerSecond(bytesPerSecondPerTask)],
      ["rows/poll", ({ messagesPerPoll }) => orNothing(messagesPerPoll, amount)],
      ["queries/s", ({ queriesPerSecond }) => orNothing(queriesPerSecond, amount)],
      catchUp(),
    ],
    jobs,
  ),
];

const flink = ({ jobs }: Of<"flink">): Listing[] => [
  listing(
    "Jobs",
    [
      ["job", ({ name }) => name],
      ["slots", ({ slots }) => amount(slots)],
      ["state", ({ stateBytes }) => formatBytes(stateBytes)],
      ["checkpoints", ({ checkpointBytesPerSecond }) => formatBytesPerSecond(checkpointBytesPerSecond)],
      catchUp(),
    ],
    jobs,
  ),
];

const spark = ({ jobs }: Of<"spark">): Listing[] => [
  listing(
    "Jobs",
    [
      ["job", ({ name }) => name],
      ["cores", ({ cores }) => amount(cores)],
      ["batch", ({ batchBytes }) => formatBytes(batchBytes)],
      ["takes", ({ processingSeconds }) => formatDuration(processingSeconds)],
      ["tasks a batch", ({ tasksPerBatch }) => orNothing(tasksPerBatch, amount)],
      catchUp(),
    ],
    jobs,
  ),
  listing(
    "Write-ahead log, in all its replicas",
    [
      ["job", ({ name }) => name],
      ["written", ({ walBytesPerSecond }) => formatBytesPerSecond(walBytesPerSecond)],
      ["a day", ({ walBytesPerDay }) => formatBytes(walBytesPerDay)],
      ["held", ({ walHeldBytes }) => formatBytes(walHeldBytes)],
    ],
    jobs.filter(({ walBytesPerSecond }) => walBytesPerSecond > 0),
  ),
];

const flume = ({ jobs }: Of<"flume">): Listing[] => [
  listing(
    "Flows",
    [
      ["flow", ({ name }) => name],
      ["agents", ({ agents }) => amount(agents)],
      ["at most", ({ agentLimit }) => orNothing(agentLimit, amount)],
      ["events/s each", ({ messagesPerSecondPerAgent }) => amount(messagesPerSecondPerAgent)],
      ["batch after", ({ batchSeconds }) => formatDuration(batchSeconds)],
      catchUp(),
    ],
    jobs,
  ),
  listing(
    "Memory channel of an agent, and what all lose with their agents",
    [
      ["flow", ({ name }) => name],
      ["full after", ({ channelSeconds }) => formatDuration(channelSeconds)],
      ["channel", ({ channelBytes }) => formatBytes(channelBytes)],
      ["heap", ({ heapBytesPerAgent }) => formatBytes(heapBytesPerAgent)],
      ["events at risk", ({ eventsAtRisk }) => amount(eventsAtRisk)],
    ],
    jobs,
  ),
  listing(
    "Files in HDFS",
    [
      ["flow", ({ name }) => name],
      ["files/s", ({ filesPerSecond }) => amount(filesPerSecond)],
      ["of each", ({ fileBytes }) => formatBytes(fileBytes)],
      ["namenode heap a day", ({ namenodeHeapBytesPerDay }) => formatBytes(namenodeHeapBytesPerDay)],
    ],
    jobs,
  ),
];

const hdfs = ({ jobs }: Of<"hdfs">): Listing[] => [
  listing(
    "Data sets",
    [
      ["data set", ({ name }) => name],
      ["replicas", ({ replication }) => amount(replication)],
      ["written", ({ writtenBytesPerSecond }) => formatBytesPerSecond(writtenBytesPerSecond)],
      ["space", ({ spaceBytes }) => formatBytes(spaceBytes)],
      ["blocks", ({ blocks }) => amount(blocks)],
      ["namenode heap", ({ namenodeHeapBytes }) => formatBytes(namenodeHeapBytes)],
    ],
    jobs,
  ),
];

const mirror = ({ jobs }: Of<"mirror">): Listing[] => [
  listing(
    "Links",
    [
      ["link", ({ name }) => name],
      ["tasks", ({ tasks }) => amount(tasks)],
      ["at most", ({ taskLimit }) => orNothing(taskLimit, amount)],
      ["line", ({ linkUtilisation }) => percent(linkUtilisation)],
      ["in flight", ({ bandwidthDelayBytes }) => formatBytes(bandwidthDelayBytes)],
      ["window", ({ windowBytes }) => formatBytes(windowBytes)],
      ["lag", ({ lagSeconds }) => formatDuration(lagSeconds)],
      catchUp(),
    ],
    jobs,
  ),
];

function allListings(service: PlannedService): Listing[] {
  switch (service.kind) {
    case "nifi":
      return nifi(service);
    case "connect":
      return connect(service);
    case "flink":
      return flink(service);
    case "spark":
      return spark(service);
    case "flume":
      return flume(service);
    case "hdfs":
      return hdfs(service);
    case "mirror":
      return mirror(service);
  }
}

/** The jobs of a service, with the numbers that matter to its kind; tables without rows are left out. */
export const jobListings = (service: PlannedService): Listing[] =>
  allListings(service).filter(({ rows }) => rows.length > 0);

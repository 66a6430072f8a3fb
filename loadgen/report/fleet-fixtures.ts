import type { Plan } from "../../sizing/plan.ts";
import type { PlannedCluster } from "../../sizing/planned/cluster.ts";
import type { PlannedTopic } from "../../sizing/planned/topic.ts";
import type { Reason } from "../../sizing/reason.ts";
import type { PlannedService } from "../../sizing/services/planned.ts";
import { plan } from "./plan-fixtures.ts";

/** A plan of several clusters from a catalogue with services around them, for the tests of reports and views. */

const [main] = plan.clusters as [PlannedCluster];
const [mainTopic] = main.topics as [PlannedTopic];

const topicsOf = (number: number): PlannedTopic[] =>
  Array.from({ length: number }, (_, at) => ({
    ...mainTopic,
    name: `events.${at}`,
    partitions: 6 + at,
    messagesPerSecond: 1000 * (at + 1),
  }));

const bought: PlannedCluster["host"] = {
  offer: "i3en.xlarge",
  cores: 2,
  memoryBytes: 32 * 2 ** 30,
  networkBytesPerSecond: 525e6,
  disks: [{ name: "1-nvme", count: 2, sizeBytes: 2.5e12, writeBytesPerSecond: 333e6, iops: 65_000 }],
};

const cluster = (fields: Partial<PlannedCluster>): PlannedCluster => ({ ...main, host: bought, ...fields });

const standby = cluster({
  name: "standby-1",
  role: "standby",
  brokers: 3,
  growsTo: 57,
  topics: [],
  partitions: 0,
  replicas: 0,
  bottleneck: { resource: "memory", utilisation: 0.19, state: "normal" },
});

const reason: Reason = {
  value: 171,
  unit: "brokers",
  formula: "the smallest number of brokers that keeps every limit",
  inputs: { least: 171 },
  rule: "fewest",
  source: "search with the planner",
};

export const nifi: PlannedService = {
  name: "nifi",
  kind: "nifi",
  fleet: {
    hosts: "given",
    nodes: 5,
    spare: 1,
    resources: [
      { name: "cpu", total: 61.2, ownNeed: 0, perNode: 12.24, normal: 0.44, degraded: 0.55 },
      { name: "memory", total: 3.2e9, ownNeed: 9e9, perNode: 9.64e9, normal: 0.14, degraded: 0.14 },
      { name: "diskWrite", total: 600e6, ownNeed: 0, perNode: 120e6, normal: null, degraded: null },
    ],
    bottleneck: { resource: "cpu", utilisation: 0.55, state: "degraded" },
  },
  jobs: [
    {
      name: "imei-tracking",
      messagesPerSecond: 150_000,
      flowFilesPerSecond: 150,
      cpuCores: 61.2,
      contentWriteBytesPerSecond: 300e6,
      flowFileWriteBytesPerSecond: 1.2e6,
      provenanceWriteBytesPerSecond: 4.8e6,
      heldBytes: 0,
    },
  ],
  caches: [
    {
      name: "imei-tracking",
      bytes: 3.2e9,
      requestsPerSecond: 150_000,
      bytesPerNode: 640e6,
      bytesPerNodeDegraded: 800e6,
      entriesLost: 3.2e6,
      databaseRequestsPerSecond: 30_000,
    },
  ],
};

export const flume: PlannedService = {
  name: "flume",
  kind: "flume",
  fleet: {
    hosts: "unknown",
    leastNodes: 2,
    resources: [
      { name: "cpu", total: 6, ownNeed: 0 },
      { name: "memory", total: 3e9, ownNeed: 1e9 },
    ],
  },
  jobs: [
    {
      name: "to-hdfs",
      agents: 3,
      agentLimit: 3,
      messagesPerSecondPerAgent: 333_333,
      batchSeconds: 0.003,
      channelSeconds: 0.03,
      channelBytes: 10e6,
      heapBytesPerAgent: 512e6,
      eventsAtRisk: 30_000,
      filesPerSecond: 10_000,
      fileBytes: 100e3,
      namenodeHeapBytesPerDay: 260e9,
      catchUpSeconds: null,
    },
  ],
};

const clusters = [
  cluster({ name: "fronting-1", role: "fronting", brokers: 171, topics: topicsOf(15), partitions: 4422 }),
  cluster({ name: "fronting-2", role: "fronting", brokers: 170, topics: topicsOf(3), partitions: 4761 }),
  standby,
  cluster({ name: "consumer", role: "consumer", brokers: 161, topics: topicsOf(300), partitions: 8383 }),
];

const explanation = Object.fromEntries([
  ...clusters.flatMap(({ name, topics }) => [
    [`clusters.${name}.brokers`, reason],
    ...topics.map((topic) => [
      `clusters.${name}.topics.${topic.name}.partitions`,
      { ...reason, value: topic.partitions, unit: "partitions", formula: "rate / rate of a partition" },
    ]),
  ]),
  ["cost.lines.hosts.perMonth", { ...reason, value: 150_467, unit: "USD/month", formula: "brokers x price" }],
  ["services.nifi.fleet.nodes", { ...reason, value: 5, unit: "nodes", formula: "fewest nodes + spare nodes" }],
]);

export const fleetPlan: Plan = {
  ...plan,
  name: "keystone",
  clusters,
  totals: { ...plan.totals, brokers: 505, clusters: 4, metadataNodes: 12, partitions: 17_566, replicas: 35_132 },
  cost: {
    currency: "USD",
    perMonth: 3_594_069.62,
    pricesAsOf: "2025-06-01",
    lines: [
      { name: "hosts", perMonth: 150_466.89 },
      { name: "metadata", perMonth: 927.32 },
      { name: "traffic between zones", perMonth: 3_442_675.41 },
    ],
  },
  choice: {
    offer: "i3en.xlarge",
    considered: 364,
    unpriced: 7,
    frontier: [
      { name: "i3en.xlarge", clusters: 4, brokers: 505, perMonth: 150_466.89, headroom: 0.002 },
      { name: "m6in.4xlarge+st1", clusters: 2, brokers: 96, perMonth: 164_882, headroom: 0.053 },
    ],
  },
  services: [nifi, flume],
  growth: {
    from: "2025-06-01",
    crossings: [
      {
        ...{ name: "fronting-1-disk", cluster: "fronting-1", resource: "disk", afterDays: 200, date: "2025-12-18" },
        course: { 0: 0.71, 91: 0.83, 182: 0.97, 199: 0.9993, 200: 1.0008 },
      },
      {
        ...{ name: "consumer-partitions", cluster: "consumer", resource: "partitions" },
        ...{ afterDays: 731, date: "2027-06-02" },
        course: { 0: 0.5, 365: 0.71, 730: 0.9998, 731: 1.0001 },
      },
      { name: "consumer-cpu", cluster: "consumer", resource: "cpu", afterDays: null, date: "", course: {} },
    ],
  },
  calibration: {
    name: "lab",
    measured: "2025-05-20",
    source: "plimsoll calibrate",
    costs: [{ rule: "cpuPerMessage", value: 0.0000021, default: 0.000003 }],
  },
  assumed: Array.from({ length: 300 }, (_, at) => ({ key: `topics.${at}.replication`, value: "2" })),
  warnings: Array.from({ length: 40 }, (_, at) => `events.${at}: partitions is fixed at 3, too low`),
  explanation,
};

import type { RuleEntry } from "./rule.ts";
import { sources } from "./sources.ts";

const cloudera = "Cloudera Flow Management, sizing recommendations (2025)";
const confluentConnect = "Confluent, Kafka Connect cluster sizing (2025)";
const flumeGuide = "Apache Flume user guide, memory channel and HDFS sink, as of 1.11 (2022)";
const sparkTuning = "Apache Spark documentation, tuning and streaming guides, as of 3.5 (2023)";
const hadoopDefaults = "Apache Hadoop, hdfs-default.xml, as of 3.4 (2024)";
const limitsToGrowth = "Shvachko, HDFS scalability: the limits to growth, ;login: (2010)";

/** What the nodes around Kafka may be loaded with: NiFi, Connect, Flink, Spark, Flume, HDFS, mirror links. */
export const serviceRules = {
  serviceSpareNodes: {
    value: 1,
    unit: "count",
    about: "Nodes of a service that may be lost with the rest carrying everything",
    source: `${confluentConnect}: N+1 workers for failover`,
  },
  serviceCpuLimit: {
    value: 0.75,
    unit: "fraction",
    about: "Part of the cores of a service's node to use",
    source: sources.ownChoice,
  },
  serviceMemoryLimit: {
    value: 0.8,
    unit: "fraction",
    about: "Part of the memory of a service's node to use; the system and its file cache have the rest",
    source: sources.ownChoice,
  },
  nifiEventsPerCore: {
    value: 230_000,
    unit: "msg/s",
    about: "Events that a core takes through one processor, many in a FlowFile",
    source: `${cloudera} and its benchmark of 2020: 946,000 events/s through 8 processors on a node of 32 cores`,
  },
  nifiFlowFilesPerCore: {
    value: 5000,
    unit: "msg/s",
    about: "FlowFiles that a core takes through one processor, whatever is in them",
    source: sources.ownChoice,
  },
  nifiHeapBytes: {
    value: 16 * 1024 ** 3,
    unit: "B",
    about: "Heap of a NiFi node",
    source: `${cloudera}: 8 or 16 GB are usually enough`,
  },
  nifiFlowFileUpdateBytes: {
    value: 500,
    unit: "B",
    about: "Written to the FlowFile repository for each FlowFile at each processor",
    source: sources.ownChoice,
  },
  nifiProvenanceEventBytes: {
    value: 1000,
    unit: "B",
    about: "Written to the provenance repository for each FlowFile at each processor",
    source: sources.ownChoice,
  },
  redisEntryOverheadBytes: {
    value: 85,
    unit: "B",
    about: "Memory of a Redis entry beside its own key and value",
    source: "Redis FAQ: a million small keys take about 85 MB (2024)",
  },
  redisMemoryFactor: {
    value: 1.2,
    unit: "factor",
    about: "Memory of a Redis process over what it has allocated: fragmentation",
    source: sources.ownChoice,
  },
  redisRequestsPerCore: {
    value: 80_000,
    unit: "msg/s",
    about: "Requests that a Redis process answers on its one core, one in each round trip",
    source: "Redis documentation, benchmarks: 81,000 GET/s and 110,000 SET/s at 2.5 GHz, as of 2.2",
  },
  connectBytesPerTask: {
    value: 5e6,
    unit: "B/s",
    about: "What a task of a connector moves, with its conversion",
    source: sources.ownChoice,
  },
  connectTasksPerCore: { value: 2, unit: "count", about: "Tasks of a connector on a core", source: confluentConnect },
  connectHeapBytes: {
    value: 4 * 1024 ** 3,
    unit: "B",
    about: "Heap of a Connect worker",
    source: `${confluentConnect}: 0.5 to 4 GB`,
  },
  flinkMessagesPerSlot: {
    value: 10_000,
    unit: "msg/s",
    about: "What a Flink slot processes with keyed state",
    source: sources.ownChoice,
  },
  flinkSlotsPerCore: {
    value: 1,
    unit: "count",
    about: "Task slots on a core",
    source: "Apache Flink developers' mailing list: at least a core for each slot (2017)",
  },
  flinkMemoryPerSlot: {
    value: 4 * 1024 ** 3,
    unit: "B",
    about: "Memory of a task manager for each of its slots",
    source: "AWS, Managed Service for Apache Flink: a unit has 1 vCPU and 4 GB (2024)",
  },
  flinkHeapStateFactor: {
    value: 3,
    unit: "factor",
    about: "Memory of state held as objects on the heap over its serialised size",
    source: sources.ownChoice,
  },
  flinkDiskStateFactor: {
    value: 2,
    unit: "factor",
    about: "Disk of state in RocksDB over its size, with what compaction has not yet removed",
    source: sources.ownChoice,
  },
  sparkBytesPerCore: {
    value: 5e6,
    unit: "B/s",
    about: "What a core of Spark Streaming processes",
    source: sources.ownChoice,
  },
  sparkBatchLimit: {
    value: 0.8,
    unit: "fraction",
    about: "Part of the batch interval in which a batch must be processed; at 1 batches begin to queue",
    source: sources.ownChoice,
  },
  sparkMemoryPerCore: {
    value: 4 * 1024 ** 3,
    unit: "B",
    about: "Memory of an executor for each of its cores, without the batches it holds",
    source: sources.ownChoice,
  },
  sparkObjectFactor: {
    value: 3,
    unit: "factor",
    about: "Memory of a batch as objects over its size on the wire",
    source: `${sparkTuning}: 2 to 5 times`,
  },
  sparkBatchesHeld: {
    value: 2,
    unit: "count",
    about: "Batches in memory and in the write-ahead log at once: one fills, one is processed",
    source: sources.ownChoice,
  },
  sparkBlockInterval: {
    value: 0.2,
    unit: "s",
    about: "Time after which a receiver closes a block; each block is a task of its batch",
    source: sparkTuning,
  },
  flumeEventsPerAgent: {
    value: 30_000,
    unit: "msg/s",
    about: "Events that a Flume agent moves from Kafka to HDFS",
    source: sources.ownChoice,
  },
  flumeCoresPerAgent: {
    value: 2,
    unit: "count",
    about: "Cores of a Flume agent: one for its source, one for its sink",
    source: sources.ownChoice,
  },
  flumeBaseHeapBytes: {
    value: 512 * 1024 ** 2,
    unit: "B",
    about: "Heap of a Flume agent beside its channel",
    source: sources.ownChoice,
  },
  flumeChannelHeapFraction: {
    value: 0.8,
    unit: "fraction",
    about: "Part of the heap that a memory channel may fill (byteCapacity)",
    source: flumeGuide,
  },
  flumeHeaderFraction: {
    value: 0.2,
    unit: "fraction",
    about: "Part of the channel's bytes kept for the headers of events (byteCapacityBufferPercentage)",
    source: flumeGuide,
  },
  hdfsReplication: {
    value: 3,
    unit: "count",
    about: "Replicas of a block in HDFS, and of a write-ahead log kept there",
    source: hadoopDefaults,
  },
  hdfsBlockBytes: { value: 128 * 1024 ** 2, unit: "B", about: "Block size of HDFS", source: hadoopDefaults },
  hdfsDiskLimit: {
    value: 0.75,
    unit: "fraction",
    about: "Part of a datanode's disks to fill; the rest is for other files and for balancing",
    source: sources.ownChoice,
  },
  hdfsSmallFileBytes: {
    value: 16 * 1024 ** 2,
    unit: "B",
    about: "Files smaller than this on average burden the NameNode",
    source: sources.ownChoice,
  },
  namenodeOperationsPerSecond: {
    value: 5600,
    unit: "op/s",
    about: "Operations that a NameNode writes to its journal",
    source: limitsToGrowth,
  },
  namenodeOperationsPerFile: {
    value: 4,
    unit: "count",
    about: "Journalled operations of a file that a sink writes: create, add a block, complete, rename",
    source: sources.ownChoice,
  },
  namenodeHeapPerBlock: {
    value: 1000,
    unit: "B",
    about: "Heap of the NameNode for each block; a file has one at least",
    source: "Cloudera, sizing NameNode heap memory: 1 GB for a million blocks (2024)",
  },
  mirrorBytesPerTask: {
    value: 10e6,
    unit: "B/s",
    about: "What a task of a mirror link copies when the window of its connection lets it",
    source: sources.ownChoice,
  },
} as const satisfies Record<string, RuleEntry>;

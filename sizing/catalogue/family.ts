import { z } from "zod";
import { amount, block, count, positive, text } from "../inputs/fields.ts";
import { sourced } from "./sourced.ts";

const shape = {
  size: text("Name of the size; with the family's it names the host", "2xlarge"),
  threads: count("Hardware threads (vCPUs)", 8, 4096),
  cores: count("Physical cores", 4, 4096),
  memory: amount("bytes", "Memory", "64 GiB"),
  network: amount("bytesPerSecond", "Lasting speed of the network in each direction, without bursts", "8.4 Gb/s"),
  allocatable: block({
    threads: positive("Threads left to a broker's pod", 7.91),
    memory: amount("bytes", "Memory left to a broker's pod", "57 GiB"),
  })
    .optional()
    .meta({ description: "What the system, the kubelet and the node's own pods leave of a Kubernetes node" }),
  replicas: block({
    recommended: count("Partition replicas that the provider recommends on a broker", 1000),
    most: count("Most partition replicas that the provider allows on a broker", 1500),
  }).optional(),
};

const disks = block({
  count: count("Disks", 2, 1000),
  size: amount("bytes", "Size of one disk", "2500 GB"),
  write: amount("bytesPerSecond", "Sequential write rate of one disk", "333 MB/s").optional(),
  read: amount("bytesPerSecond", "Sequential read rate of one disk", "666 MB/s").optional(),
  writeIops: count("Writes per second of one disk", 65_000, 100_000_000).optional(),
  readIops: count("Reads per second of one disk", 85_000, 100_000_000).optional(),
});

const attachment = block({
  most: count("Most data volumes of a host", 31, 1000),
  throughput: amount("bytesPerSecond", "Lasting throughput of the host to its volumes", "5 Gb/s").optional(),
  iops: count("Lasting IOPS of the host to its volumes", 20_000, 100_000_000).optional(),
});

const service = block({
  ingress: amount("bytesPerSecond", "Lasting rate that a broker takes from producers", "62.5 MB/s"),
  egress: amount("bytesPerSecond", "Lasting rate that a broker sends to consumers", "125 MB/s"),
});

const common = {
  name: text("Name of the family", "i3en"),
  generation: z.enum(["current", "previous"]).default("current").meta({
    description: "A previous generation is offered only where a pattern begins with the family's name",
  }),
  mostBrokers: block({
    zookeeper: count("Most brokers of a cluster on ZooKeeper", 30),
    kraft: count("Most brokers of a cluster on KRaft", 60),
  }).optional(),
  mostNodes: count("Most hosts that can be had, over all clusters", 450).optional(),
  replication: z.enum(["billed", "included"]).default("billed").meta({
    description: "Whether traffic between zones is billed for replication between brokers",
  }),
  ...sourced,
};

const local = block({
  ...common,
  storage: z.literal("local").meta({ description: "Disks inside the host" }),
  disk: z.enum(["nvme", "ssd", "hdd"]).meta({ description: "Kind of the disks" }),
  sizes: z.array(block({ ...shape, disks })).min(1),
});

const volumes = block({
  ...common,
  storage: z.literal("volumes").meta({ description: "Network volumes" }),
  volumes: z.array(text("Volume kind of this file", "gp3")).min(1),
  sizes: z.array(block({ ...shape, attachment })).min(1),
});

const managed = block({
  ...common,
  storage: z.literal("managed").meta({ description: "Storage that the service provides and bills by use" }),
  priced: text("Name of the storage in the price file", "msk-express"),
  sizes: z.array(block({ ...shape, service })).min(1),
});

/** Hosts of one make in several sizes. */
export const familySchema = z.discriminatedUnion("storage", [local, volumes, managed], {
  error: () => "has no `storage`; write one of `local`, `volumes`, `managed`",
});
export type Family = z.output<typeof familySchema>;
/** Hosts of one make whose storage is of one kind. */
export type FamilyWith<Storage extends Family["storage"]> = Extract<Family, { storage: Storage }>;

import { type HostInventory, parseInventory } from "../inputs/inventory.ts";
import { parseWorkload, type Workload } from "../inputs/workload.ts";

type Raw = Record<string, unknown>;

/** A workload of one plain topic (100 MB/s of 1 kB messages, kept 10 h, replication 3) with other fields laid over it. */
export const rawWorkload = (topic: Raw = {}, workload: Raw = {}): Raw => ({
  name: "sample",
  metadata: "zookeeper",
  topics: [
    {
      name: "events",
      rate: "100 MB/s",
      size: "1 kB",
      retention: "10 h",
      replication: 3,
      consumers: [{ group: "g" }],
      ...topic,
    },
  ],
  objectives: { lose: { brokers: 1 } },
  ...workload,
});

/** Six hosts with 10 TB in RAID 1 and a network of 10 Gb/s, with other fields laid over `brokers`. */
export const rawInventory = (brokers: Raw = {}, inventory: Raw = {}): Raw => ({
  target: "hosts",
  brokers: {
    count: 6,
    cores: 16,
    memory: "128 GiB",
    network: "10 Gb/s",
    disks: [{ size: "10 TB", count: 2, raid: 1, write: "500 MB/s", read: "500 MB/s" }],
    ...brokers,
  },
  ...inventory,
});

export const workload = (topic: Raw = {}, rest: Raw = {}): Workload =>
  parseWorkload(rawWorkload(topic, rest), "sample");
export const inventory = (brokers: Raw = {}, rest: Raw = {}): HostInventory =>
  parseInventory(rawInventory(brokers, rest), "sample") as HostInventory;

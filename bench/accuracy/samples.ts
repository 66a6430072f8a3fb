import { parseInventory, parseWorkload } from "../../sizing/index.ts";
import { type Case, parseCase } from "./case.ts";
import type { Inputs } from "./prediction.ts";

/** A complete case of 3 brokers as it stands in a file. */
export const rawCase = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  who: "a benchmark",
  year: 2020,
  source: ["https://example.org/benchmark"],
  seen: "text",
  kind: "cluster",
  real: { brokers: 3 },
  complete: true,
  because: "everything is told",
  ...changes,
});

export const study = (changes: Record<string, unknown> = {}): Case => parseCase(rawCase(changes), "case.yaml");

/** 100 MB/s with three replicas and a reader on hosts whose one drive writes 100 MB/s; all else is ample. */
export const inputs = (brokers: Record<string, unknown> = {}): Inputs => ({
  workload: parseWorkload(
    {
      name: "sample",
      metadata: "kraft",
      topics: [
        {
          name: "t",
          rate: "100 MB/s",
          size: "10 kB",
          retention: "10 min",
          replication: 3,
          partitions: 60,
          consumers: [{ group: "g" }],
        },
      ],
    },
    "workload.yaml",
  ),
  inventory: parseInventory(
    {
      target: "hosts",
      brokers: {
        cores: 64,
        memory: "512 GiB",
        network: "100 Gb/s",
        disks: [{ size: "10 TB", count: 1, write: "100 MB/s" }],
        ...brokers,
      },
    },
    "inventory.yaml",
  ),
});

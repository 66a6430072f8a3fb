import type { RuleEntry } from "./rule.ts";

/** What a choice over a catalogue goes by: provisioning, traffic between zones, regret. */
export const costRules = {
  billingMonth: {
    value: 730 * 3600,
    unit: "s",
    about: "Month that costs are given for: 730 hours, a twelfth of a year",
    source: "AWS Pricing Calculator: 730 hours in a month (2026)",
  },
  volumeSizeStep: {
    value: 1024 ** 3,
    unit: "B",
    about: "Volumes are bought in whole steps of this size",
    source: "Amazon EC2 API, CreateVolume: sizes are whole GiB (2026)",
  },
  volumeThroughputStep: {
    value: 1024 ** 2,
    unit: "B/s",
    about: "Throughput of a volume is bought in whole steps of this rate",
    source: "Amazon EC2 API, CreateVolume: throughput is whole MiB/s (2026)",
  },
  frontierCost: {
    value: 1.5,
    unit: "factor",
    about: "Offers are told up to this many times the cost of the cheapest",
    source: "Plimsoll's own choice (2026)",
  },
  lateGrowthPenalty: {
    value: 1.25,
    unit: "factor",
    about: "What brokers that are added late cost beside their price, as a multiple of it: moving data, and the haste",
    source: "Netflix's service-capacity-modeling (2024): too little is regretted 1.25 times as much as too much",
  },
  metadataHostMemory: {
    value: 2,
    unit: "factor",
    about: "Memory of a host for a metadata node, as a multiple of the node's heap",
    source: "Plimsoll's own choice (2026)",
  },
  metadataHostThreads: {
    value: 2,
    unit: "count",
    about: "Threads of a host for a metadata node at least",
    source: "Plimsoll's own choice (2026)",
  },
} as const satisfies Record<string, RuleEntry>;

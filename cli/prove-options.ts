import type { BaselineOptions } from "./baseline-options.ts";
import type { FaultOptions } from "./faults/fault-options.ts";
import type { ClientOptions, ClusterOptions } from "./load-options.ts";
import type { PaceOptions } from "./pace-options.ts";
import type { WarmUp } from "./warm-up-option.ts";
import type { MetricsAddress } from "./with-exporter.ts";

/** What a command line of `prove` says. */
export type ProveCommandOptions = {
  allowExisting?: string[];
  repeat: number;
  scale: number | "auto";
  warmup: WarmUp;
  metrics?: MetricsAddress;
  brokerMetrics?: string[];
  out?: string;
  json?: boolean;
  live: boolean;
} & ClusterOptions &
  ClientOptions &
  BaselineOptions &
  FaultOptions &
  PaceOptions;

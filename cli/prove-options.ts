import type { Proof } from "../loadgen/proof/proof.ts";
import type { AgentsOptions } from "./agent-options.ts";
import type { BaselineOptions } from "./baseline-options.ts";
import type { FaultOptions } from "./faults/fault-options.ts";
import type { PaceOptions } from "./pace-options.ts";
import type { WarmUp } from "./warm-up-option.ts";
import type { MetricsAddress } from "./with-exporter.ts";

/** What a command line of `prove` says. */
export type ProveCommandOptions = {
  against?: string[];
  stack?: string;
  clientConfig?: string;
  cluster?: string;
  allowExisting?: string[];
  repeat: number;
  scale: number | "auto";
  warmup: WarmUp;
  metrics?: MetricsAddress;
  brokerMetrics?: string[];
  driver: Proof["driver"];
  out?: string;
  json?: boolean;
  live: boolean;
} & AgentsOptions &
  BaselineOptions &
  FaultOptions &
  PaceOptions;

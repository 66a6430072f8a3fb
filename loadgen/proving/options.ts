import type { Plan } from "../../sizing/plan.ts";
import type { Access } from "../access.ts";
import type { AgentAddress } from "../agents/secure.ts";
import type { TokenKey } from "../agents/token.ts";
import type { BrokerProbe } from "../broker-side/reading.ts";
import type { Driver } from "../drivers/driver.ts";
import type { LiveSecond } from "../engine/live-second.ts";
import type { StopCondition } from "../engine/stop.ts";
import type { FaultPlan } from "../faults/fault.ts";
import type { Shape } from "../load/shape.ts";
import type { Proof } from "../proof/proof.ts";
import type { Written } from "../records/planned.ts";

export interface ProveOptions {
  plan: Plan;
  access: Access;
  /** Part of the planned load; `auto` probes what the cluster and this machine move, and takes a quarter. */
  scale: number | "auto";
  durationSeconds: number;
  warmupSeconds: number;
  /** The warm-up goes on until the latency is steady, but no longer; of a steady rate without faults only. */
  mostWarmupSeconds?: number | undefined;
  /** How the rate goes in the measured time; its peak is a part of the scaled plan. Steady at the plan if not told. */
  shape?: Shape | undefined;
  /** What ends the run early. */
  stopWhen?: readonly StopCondition[] | undefined;
  driver: Driver["name"];
  /** How long a message may take before its producer gives it up; as `defaultPipeline` has it if not told. */
  deliveryTimeoutMs?: number | undefined;
  /** Which cluster of the plan to load; may be left out where one alone has topics. */
  cluster?: string | undefined;
  /** Planned topics that are there already under their names: loaded as they are, and not removed. */
  existing?: readonly string[] | undefined;
  /** The workload of the plan, for what a plan does not tell of messages: kinds of sizes, keys, ratios, content. */
  written?: Written | undefined;
  /** The agents that carry the load in place of this machine. */
  agents?: { addresses: readonly AgentAddress[]; key: TokenKey } | undefined;
  /** An earlier run to compare with, and by which part a figure may differ from it. */
  baseline?: { proof: Proof; tolerance: number } | undefined;
  /** What is done to the cluster during the load. */
  faults?: FaultPlan;
  /** What tells of the brokers during the load; those of one broker have the name `broker 1`, by its id. */
  brokers?: readonly BrokerProbe[] | undefined;
  signal?: AbortSignal;
  log?: (line: string) => void;
  onSample?: (second: LiveSecond) => void;
  /** Told what the generator offers at most, messages/s, once that is measured; not told where it is not. */
  onCeiling?: ((messagesPerSecond: number) => void) | undefined;
  /** Told from which second on the load is measured, when its warm-up is about to end. */
  onMeasure?: ((fromSeconds: number) => void) | undefined;
}

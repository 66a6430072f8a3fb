import type { SystemFiles } from "../../components/system.ts";
import type { AcknowledgedRow } from "../../loadgen/audit/ledger.ts";
import type { PeerFacts } from "../case-result.ts";
import type { Figures } from "../figures.ts";
import type { StreamDemand } from "./netflix/demand.ts";

/** A program with its arguments. */
export interface PeerCommand {
  readonly executable: string;
  readonly args: readonly string[];
  /** Beside what every peer has: PATH, HOME and LANG. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Unkeyed messages of one size to one topic, as fast as the peer can. */
export interface ProduceJob {
  readonly bootstrap: readonly string[];
  readonly topic: string;
  readonly partitions: number;
  readonly messageBytes: number;
  readonly acks: "1" | "all";
  /** How long to send, counted by the peer from its first message. */
  readonly seconds: number;
}

/** A producer under test, which runs in a process of its own. */
export interface ProducePeer extends PeerFacts {
  /**
   * `reports`: it ends by itself after the job's seconds and tells how many messages were acknowledged, as a
   * {@link ProduceReport} on its standard output. `killed`: it goes on until it is killed.
   */
  readonly end: "reports" | "killed";
  command(job: ProduceJob): PeerCommand;
}

/** What a producer that ends by itself prints. */
export interface ProduceReport {
  readonly acknowledged: number;
}

/** All that a topic holds, once. */
export interface ConsumeJob {
  readonly bootstrap: readonly string[];
  readonly topic: string;
  readonly partitions: number;
  readonly messageBytes: number;
  readonly messages: number;
  /** No other reader of this topic has it. */
  readonly group: string;
  /** By which the messages were made, for those who check them. */
  readonly seed: number;
  readonly acknowledged: readonly AcknowledgedRow[];
}

/** A consumer under test, which runs in a process of its own. */
export interface ConsumePeer extends PeerFacts {
  command(job: ConsumeJob): PeerCommand;
  /** What its standard output tells. */
  read(output: string): ConsumeReport;
}

export interface ConsumeReport {
  readonly messages: number;
  /** From the first request to the last message, without the start of the process. */
  readonly seconds: number;
}

/** A system to plan, again and again in one process. */
export interface PlanJob {
  readonly files: SystemFiles;
  /** After the first call, and not measured. */
  readonly warmUpCalls: number;
  readonly measuredCalls: number;
}

/** The same over a catalogue, told also to a planner that reads no files of ours. */
export interface CatalogueJob extends PlanJob {
  readonly demand: StreamDemand;
  /** Families of hosts to choose from. */
  readonly families: readonly string[];
}

/** A planner under test, which runs in a process of its own and prints a {@link PlanReport}. */
export interface PlanPeer extends PeerFacts {
  command(job: CatalogueJob): PeerCommand;
}

export interface PlanReport {
  readonly figures: Figures;
  /** What was planned, or that nothing was, as a reader sees it. */
  readonly answer: string;
}

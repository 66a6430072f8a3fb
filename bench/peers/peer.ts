import type { AcknowledgedRow } from "../../loadgen/audit/ledger.ts";
import type { PeerFacts } from "../case-result.ts";

/** A program with its arguments. */
export interface PeerCommand {
  readonly executable: string;
  readonly args: readonly string[];
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

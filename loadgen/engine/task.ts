import type { Access } from "../access.ts";
import type { AcknowledgedRow, ReadRow } from "../audit/ledger.ts";
import type { DatedOdd } from "../audit/oddities.ts";
import type { Acks, Driver, FetchWish } from "../drivers/driver.ts";
import type { GroupLoad } from "../groups.ts";
import type { DropRow } from "../load/drops.ts";
import type { Profile } from "../load/profile.ts";
import type { Part } from "../load/schedule.ts";
import type { EventDetail, EventKind } from "../proof/run-event.ts";
import type { MessageSpec } from "../records/messages.ts";

/** Everything about a topic's messages that its producers and consumers must agree on. */
export interface TopicTask {
  driver: Driver["name"];
  access: Access;
  topic: string;
  partitions: number;
  acks: Acks;
  messages: MessageSpec;
  batchBytes: number;
  seed: number;
}

export interface ProduceTask extends TopicTask {
  role: "produce";
  producer: number;
  idempotent: boolean;
  /** Of the whole topic, from the first second of the warm-up on. */
  profile: Profile;
  /** Which of the topic's messages are this producer's. */
  part: Part;
  /** What finds no room for so long is dropped; null where it waits. */
  dropAfterMs: number | null;
  /** Groups that read every message. */
  readers: number;
  lingerMs: number;
  connections: number;
  inFlight: number;
  deliveryTimeoutMs: number;
}

/** A consumer's part of a group. */
export interface ConsumeTask extends TopicTask, GroupLoad {
  role: "consume";
  fetch: FetchWish;
  /** Those of the topic's partitions that this consumer reads. */
  read: number[];
  /** Closed, and opened anew where it was, so long after the load began; null for never. */
  restartAtSeconds: number | null;
}

export type Task = ProduceTask | ConsumeTask;

/** The measured part of a run, microseconds since 1970. */
export interface Window {
  fromMicros: number;
  toMicros: number;
}

/** Takes what a role tells of the run. */
export type Report = (kind: EventKind, text: string, detail?: EventDetail) => void;

/** Until a measurement is told to begin. */
export const notMeasured: Window = { fromMicros: Number.POSITIVE_INFINITY, toMicros: Number.POSITIVE_INFINITY };

/** `window`, if it ends at `micros` at the latest. */
export function endedBy(window: Window, micros: number): Window {
  return { ...window, toMicros: Math.min(window.toMicros, micros) };
}

/** What happened since the sample before. */
export interface RoleSample {
  acknowledgedMessages: number;
  acknowledgedBytes: number;
  /** What was acknowledged, once for each group that reads it. */
  owedMessages: number;
  consumedMessages: number;
  consumedBytes: number;
  retries: number;
  /** Given up. */
  failedMessages: number;
  /** Never sent, for want of room. */
  droppedMessages: number;
  /** Messages sent again or given up, by Kafka's name of the error. */
  errors: Record<string, number>;
  dueMessages: number;
  behindMessages: number;
  /** Encoded LatencyRecorder of what was acknowledged; empty if nothing was. */
  latency: string;
}

export interface ProduceResult {
  role: "produce";
  topic: string;
  /** In the measured window. */
  messages: number;
  bytes: number;
  /** In the whole run. */
  acknowledged: number;
  failed: number;
  retries: number;
  errors: Record<string, number>;
  unsent: number;
  dropped: number;
  maxBehind: number;
  latency: string;
  /** Encoded LatencyRecorder of how long messages waited for the generator alone; empty if that is not known. */
  ownDelay: string;
  rows: AcknowledgedRow[];
  drops: DropRow[];
}

export interface ConsumeResult {
  role: "consume";
  topic: string;
  group: string;
  /** In the measured window. */
  windowMessages: number;
  windowBytes: number;
  /** Of record batches, as they are stored; and what the group reads of them at most. */
  windowFetchedBytes: number;
  limitBytesPerSecond: number | null;
  lagSeconds: number;
  /** What was there to be read when the load was over, messages. */
  behind: number;
  /** Reread. */
  historyBytes: number;
  /** In the whole run. */
  messages: number;
  bytes: number;
  corrupted: number;
  latency: string;
  rows: ReadRow[];
  oddities: DatedOdd[];
}

export type RoleResult = ProduceResult | ConsumeResult;

/** How busy the thread of a worker was between start and end of the measured window. */
export interface ThreadLoad {
  eventLoopUtilisation: number;
  eventLoopDelayP99: number;
}

export interface WorkerInput {
  tasks: Task[];
  clockOrigin: number;
}

export type ToWorker =
  /** When the first message is due. */
  | { type: "start"; startMicros: number }
  | { type: "measure"; window: Window }
  /** Give up what is due and not sent; a measurement that is not over ends now. */
  | { type: "stop"; atMicros: number }
  | { type: "drain"; timeoutMs: number }
  | { type: "finish" };

export type FromWorker =
  | { type: "ready" }
  | { type: "sample"; second: number; sample: RoleSample }
  | { type: "event"; atMicros: number; kind: EventKind; text: string; detail: EventDetail }
  /** All that was taken has been acknowledged or has failed, and what is acknowledged is with the brokers. */
  | { type: "settled" }
  | { type: "drained"; complete: boolean }
  | { type: "result"; results: RoleResult[]; thread: ThreadLoad }
  | { type: "problem"; kind: "input" | "environment"; code: string; message: string; remedy: string };

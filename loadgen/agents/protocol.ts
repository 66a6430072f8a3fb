import packageJson from "../../package.json" with { type: "json" };
import type { TopicLoad } from "../engine/job.ts";
import type { HostLoad, ThreadCounts } from "../engine/load-host.ts";
import type { FromWorker, ToWorker, WorkerInput } from "../engine/task.ts";

/**
 * What both ends must agree on. Tasks and results go as the engine makes them, so an agent serves coordinators of its
 * own release only; the number is that of `hello`, `welcome` and `refused`, which every release understands.
 */
export const PROTOCOL = `plimsoll-agent/1, release ${packageJson.version}`;

/** What a coordinator says. Threads have numbers of its choice. */
export type ToAgent =
  | { type: "hello"; protocol: string }
  | { type: "clock" }
  | { type: "open"; thread: number; input: WorkerInput }
  | { type: "tell"; thread: number; message: ToWorker }
  | { type: "terminate"; thread: number }
  /** What the agent offers, of messages like those of a load, to a sink of its own. */
  | { type: "ceiling"; load: TopicLoad; seconds: number }
  | { type: "startMeter" }
  | { type: "readMeter" };

/** What an agent says. */
export type FromAgent =
  | { type: "welcome"; cores: number; threads: ThreadCounts; clockOrigin: number }
  | { type: "refused"; reason: "busy" | "protocol"; protocol: string }
  /** The agent's `hrtime`. */
  | { type: "clock"; micros: number }
  | { type: "from"; thread: number; message: FromWorker }
  /** A thread ended that should not have. */
  | { type: "failed"; thread: number; message: string }
  | { type: "terminated"; thread: number }
  | { type: "ceiling"; outcome: { messagesPerSecond: number } | { failure: string } }
  | { type: "meter"; load: HostLoad };

import type * as components from "../components/index.ts";
import type * as loadgen from "../loadgen/index.ts";
import type { ExitCode } from "./exit.ts";
import type { Terminal } from "./terminal.ts";

/** What a command works with. The heavy parts of the program are imported when first asked for. */
export interface Context {
  readonly terminal: Terminal;
  readonly components: () => Promise<Components>;
  readonly loadgen: () => Promise<Loadgen>;
}

/** Runs the body of a command and keeps its exit code. */
export type Perform = (body: (context: Context) => Promise<ExitCode>) => Promise<void>;

/** How a long piece of work tells what it does, and hears that it should stop. */
export interface WorkTools {
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
}

export type Components = Pick<
  typeof components,
  "ensureRuntime" | "up" | "down" | "status" | "holdCluster" | "smallPlan" | "stackOfCluster"
>;
export type Loadgen = Pick<typeof loadgen, "prove" | "findMaxRate" | "mark" | "calibrate" | "openAgent">;

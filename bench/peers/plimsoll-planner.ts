import { join } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import type { PeerFacts } from "../case-result.ts";
import { nodeProgram } from "./node-program.ts";
import type { PeerCommand, PlanJob } from "./peer.ts";

/** Our own planner in one of its settings. */
export interface OwnPlanner extends PeerFacts {
  /** Plans one system. */
  command(job: PlanJob): PeerCommand;
  /** Plans the telco's what-ifs. */
  whatIfs(): PeerCommand;
}

/** MB: what V8 may keep, and how much of it before it collects what is new. */
const smallHeap = { "max-old-space-size": 64, "max-semi-space-size": 4 };

/**
 * Our own planner as Node.js runs it, and in a small heap: by itself V8 takes memory rather than collect it.
 * @param directory for the compile cache, which the command has as well
 */
export function plimsollPlanners(directory: string): [usual: OwnPlanner, small: OwnPlanner] {
  const planner = (name: string, use: string, settings: Readonly<Record<string, number>>): OwnPlanner => {
    const flags = Object.entries(settings).map(([flag, value]) => `--${flag}=${value}`);
    const run = (program: URL, task: object): PeerCommand => {
      const { executable, args } = nodeProgram(program, task);
      return { executable, args: [...flags, ...args], env: { NODE_COMPILE_CACHE: join(directory, "compiled") } };
    };
    return {
      name,
      version: packageJson.version,
      use,
      settings,
      command: (job) => run(new URL("../programs/planning.ts", import.meta.url), job),
      whatIfs: () => run(new URL("../programs/what-ifs.ts", import.meta.url), {}),
    };
  };
  const use = "plan() on checked files: clusters, topics, partitions, metadata, cost, and every number with its reason";
  return [planner("plimsoll", use, {}), planner("plimsoll small heap", `${use}; V8 with a small heap`, smallHeap)];
}

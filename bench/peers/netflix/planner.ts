import { fileURLToPath } from "node:url";
import type { PlanPeer } from "../peer.ts";
import type { StreamDemand } from "./demand.ts";
import { netflixVersion } from "./package.ts";

/** What the program of Netflix's planner is told. */
export interface NetflixTask {
  readonly demand: StreamDemand;
  readonly families: readonly string[];
  /** Most nodes of the one cluster. */
  readonly maxRegionalSize: number;
  readonly warmUpCalls: number;
  readonly measuredCalls: number;
}

const program = fileURLToPath(new URL("../../programs/netflix-planning.py", import.meta.url));
/** The model's own default. */
const usualSize = 150;
/** More nodes than any plan here has. */
const anySize = 10_000;
const use =
  "plan_certain_explained of its model org.netflix.kafka with the workload as one stream, the replication and the stored bytes told, all else by default; it chooses from the families that our catalogue has, local disks or gp3; never several clusters, no partitions, no loss of a zone";

/**
 * Netflix's planner with its usual limit of nodes, and where `limits` says so without one.
 * @param python one that has the package
 */
export function netflixPlanners(python: string, limits: "usual" | "usual and none"): PlanPeer[] {
  const peer = (name: string, about: string, maxRegionalSize: number): PlanPeer => ({
    name,
    version: netflixVersion,
    use: about,
    settings: { maxRegionalSize },
    command: ({ demand, families, warmUpCalls, measuredCalls }) => {
      const task: NetflixTask = { demand, families, maxRegionalSize, warmUpCalls, measuredCalls };
      return { executable: python, args: ["-I", program, JSON.stringify(task)] };
    },
  });
  return [
    peer("netflix", use, usualSize),
    ...(limits === "usual" ? [] : [peer("netflix unlimited", `${use}; one cluster of any size`, anySize)]),
  ];
}

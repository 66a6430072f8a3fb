import { join } from "node:path";
import type { PlannedCluster } from "../../sizing/planned/cluster.ts";
import { type ClusterOptions, placedNode, placeOf, portOf } from "../cluster-options.ts";
import { logConfigOf } from "../log-config.ts";
import type { QuorumMember, ResourceOf } from "../resource.ts";
import { controllerLogLevels, renderControllerProperties } from "./config.ts";
import { clusterIdOf, controllerNodeId, type Voter, voterList } from "./quorum.ts";

export interface Quorum {
  readonly nodes: readonly ResourceOf<"kraft-controller">[];
  readonly member: QuorumMember;
}

/**
 * The dedicated controllers of a cluster; `names` are in the order of their node ids. The quorum is a static one: who
 * belongs to it follows from the plan, and a node that finds it in its file need not be told by a running leader.
 */
export function controllerQuorum(names: readonly string[], cluster: PlannedCluster, options: ClusterOptions): Quorum {
  const voters = names.map(
    (node, n): Voter => ({
      nodeId: controllerNodeId(n),
      host: placeOf(options, node).host,
      port: portOf(options, node),
    }),
  );
  const member: QuorumMember = { clusterId: clusterIdOf(options.name), voters: voterList(voters) };
  return { nodes: names.map((node, n) => controller(node, voters[n]!, member, cluster, options)), member };
}

function controller(
  node: string,
  voter: Voter,
  member: QuorumMember,
  cluster: PlannedCluster,
  options: ClusterOptions,
): ResourceOf<"kraft-controller"> {
  const placed = placedNode(options, node, cluster);
  const logs = logConfigOf(cluster.kafka);
  const logDir = join(placed.directory, "data");
  return {
    kind: "kraft-controller",
    id: `${options.name}/${node}`,
    dependsOn: [],
    inputs: {
      ...placed,
      ...member,
      nodeId: voter.nodeId,
      port: voter.port,
      peerPorts: [],
      logDirs: [logDir],
      heapBytes: options.metadataHeapBytes,
      files: {
        "conf/controller.properties": renderControllerProperties({
          cluster,
          controller: voter,
          voters: member.voters,
          logDir,
          users: options.users ?? false,
        }),
        [logs.path]: logs.render(controllerLogLevels),
      },
    },
  };
}

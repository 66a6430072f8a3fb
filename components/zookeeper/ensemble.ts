import { join } from "node:path";
import type { PlannedCluster } from "../../sizing/planned/cluster.ts";
import { type ClusterOptions, placedNode, placeOf } from "../cluster-options.ts";
import { logConfigOf } from "../log-config.ts";
import type { ResourceOf } from "../resource.ts";
import { connectString, renderMyid, renderZooCfg, type ZooKeeperServer, zooKeeperLogLevels } from "./config.ts";

export interface Ensemble {
  readonly nodes: readonly ResourceOf<"zookeeper-node">[];
  /** The connection string of its clients. */
  readonly connect: string;
}

/** The ZooKeeper nodes of a cluster; `names` are in the order of their server ids. */
export function zooKeeperEnsemble(
  names: readonly string[],
  cluster: PlannedCluster,
  options: ClusterOptions,
): Ensemble {
  const servers = names.map((node, n) => serverOf(node, n + 1, options));
  return {
    nodes: names.map((node, n) => zooKeeperNode(node, servers[n]!, servers, cluster, options)),
    connect: connectString(servers),
  };
}

function serverOf(node: string, id: number, options: ClusterOptions): ZooKeeperServer {
  const { host, ports } = placeOf(options, node);
  const [clientPort, quorumPort, electionPort] = ports;
  if (clientPort === undefined || quorumPort === undefined || electionPort === undefined)
    throw new Error(`${node} needs three ports`);
  return { id, host, clientPort, quorumPort, electionPort };
}

function zooKeeperNode(
  node: string,
  server: ZooKeeperServer,
  ensemble: readonly ZooKeeperServer[],
  cluster: PlannedCluster,
  options: ClusterOptions,
): ResourceOf<"zookeeper-node"> {
  const placed = placedNode(options, node, cluster);
  const logs = logConfigOf(cluster.kafka);
  return {
    kind: "zookeeper-node",
    id: `${options.name}/${node}`,
    dependsOn: [],
    inputs: {
      ...placed,
      serverId: server.id,
      port: server.clientPort,
      peerPorts: ensemble.length === 1 ? [] : [server.quorumPort, server.electionPort],
      heapBytes: options.metadataHeapBytes,
      files: {
        [logs.path]: logs.render(zooKeeperLogLevels),
        "conf/zoo.cfg": renderZooCfg(server, ensemble, join(placed.directory, "data")),
        "data/myid": renderMyid(server),
      },
    },
  };
}

import { join } from "node:path";
import type { PlannedCluster } from "../../sizing/planned/cluster.ts";
import { type ClusterOptions, placedNode, placeOf, portOf } from "../cluster-options.ts";
import { logConfigOf } from "../log-config.ts";
import type { BrokerMetadata, ResourceOf } from "../resource.ts";
import { brokerLogLevels, renderServerProperties } from "./config.ts";

/** What a broker belongs to. */
export interface BrokerContext {
  readonly cluster: PlannedCluster;
  readonly metadata: BrokerMetadata;
  /** Ids of the nodes that keep the metadata. */
  readonly dependsOn: readonly string[];
  readonly options: ClusterOptions;
}

/** A broker of a cluster. */
export function brokerResource(
  node: string,
  brokerId: number,
  { cluster, metadata, dependsOn, options }: BrokerContext,
): ResourceOf<"kafka-broker"> {
  const placed = placedNode(options, node, cluster);
  const [port, userPort] = brokerPorts(node, options);
  const logs = logConfigOf(cluster.kafka);
  const logDirs = Array.from({ length: cluster.logDirs }, (_, n) => join(placed.directory, `data-${n + 1}`));
  return {
    kind: "kafka-broker",
    id: `${options.name}/${node}`,
    dependsOn,
    inputs: {
      ...placed,
      brokerId,
      metadata,
      port,
      peerPorts: userPort === undefined ? [] : [userPort],
      logDirs,
      heapBytes: options.broker.heapBytes,
      files: {
        [logs.path]: logs.render(brokerLogLevels),
        "conf/server.properties": renderServerProperties({
          cluster,
          broker: { id: brokerId, host: placed.host, port, ...(userPort === undefined ? {} : { userPort }) },
          size: options.broker,
          metadata,
          logDirs,
          overrides: options.brokerOverrides ?? {},
        }),
      },
    },
  };
}

function brokerPorts(node: string, options: ClusterOptions): [port: number, userPort?: number] {
  const port = portOf(options, node);
  if (!options.users) return [port];
  const userPort = placeOf(options, node).ports[1];
  if (userPort === undefined) throw new Error(`${node} needs a second port for users`);
  return [port, userPort];
}

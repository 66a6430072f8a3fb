import type { PlannedCluster } from "../../sizing/planned/cluster.ts";
import { defaultReplication, sessionTimeoutMs, topicDefaults } from "../kafka/config.ts";
import { authorizerSettings, controllerListener } from "../kafka/listeners.ts";
import type { LogLevels } from "../log-config.ts";
import { renderProperties } from "../properties.ts";
import type { Voter } from "./quorum.ts";

export interface ControllerConfig {
  readonly cluster: PlannedCluster;
  readonly controller: Voter;
  /** All controllers as `controller.quorum.voters` has them. */
  readonly voters: string;
  /** Absolute path. */
  readonly logDir: string;
  /** Whether users log in, whose rights the controllers keep. */
  readonly users?: boolean;
}

/** Renders `controller.properties` of one dedicated controller. */
export function renderControllerProperties({ cluster, controller, voters, logDir, users }: ControllerConfig): string {
  return renderProperties({
    "broker.session.timeout.ms": sessionTimeoutMs,
    "controller.listener.names": controllerListener,
    "controller.quorum.voters": voters,
    "default.replication.factor": defaultReplication(cluster),
    listeners: `${controllerListener}://${controller.host}:${controller.port}`,
    "listener.security.protocol.map": `${controllerListener}:PLAINTEXT`,
    "log.dirs": logDir,
    "node.id": controller.nodeId,
    "process.roles": "controller",
    ...topicDefaults(cluster),
    ...(users ? authorizerSettings("kraft") : {}),
  });
}

/** Without what would be a line for each partition. */
export const controllerLogLevels: LogLevels = {
  "org.apache.kafka.controller.ReplicationControlManager": "WARN",
  "state.change.logger": "ERROR",
};

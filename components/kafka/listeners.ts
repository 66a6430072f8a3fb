import type { BrokerMetadata } from "../resource.ts";

export interface BrokerAddress {
  /** Stable number of the broker in its cluster, from 1. */
  readonly id: number;
  readonly host: string;
  readonly port: number;
  /** Where users log in, if there are any. */
  readonly userPort?: number;
}

/** The name of the listener by which controllers are reached. */
export const controllerListener = "CONTROLLER";
/** The name of the listener at which users log in. */
const userListener = "USERS";
const mechanism = "SCRAM-SHA-512";

/** The listeners of a broker: one for the cluster itself and for whoever may do everything, another for users. */
export function listenerSettings({ host, port, userPort }: BrokerAddress, mode: BrokerMetadata["mode"]) {
  const withUsers = userPort !== undefined;
  const listeners = [`PLAINTEXT://${host}:${port}`, ...(withUsers ? [`${userListener}://${host}:${userPort}`] : [])];
  const protocols = [
    ...(mode === "kraft" ? [`${controllerListener}:PLAINTEXT`] : []),
    "PLAINTEXT:PLAINTEXT",
    ...(withUsers ? [`${userListener}:SASL_PLAINTEXT`] : []),
  ];
  return {
    "advertised.listeners": listeners.join(","),
    listeners: listeners.join(","),
    ...(protocols.length > 1 ? { "listener.security.protocol.map": protocols.join(",") } : {}),
    ...(withUsers ? userSettings(mode) : {}),
  };
}

function userSettings(mode: BrokerMetadata["mode"]): Record<string, string> {
  const login = `listener.name.${userListener.toLowerCase()}.${mechanism.toLowerCase()}.sasl.jaas.config`;
  return {
    ...authorizerSettings(mode),
    "sasl.enabled.mechanisms": mechanism,
    [login]: "org.apache.kafka.common.security.scram.ScramLoginModule required;",
  };
}

const authorizers = {
  zookeeper: "kafka.security.authorizer.AclAuthorizer",
  kraft: "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
} as const;

/** Who comes without a password may do everything, and comes from this machine only; users what they were given. */
export function authorizerSettings(mode: BrokerMetadata["mode"]): Record<string, string> {
  return { "authorizer.class.name": authorizers[mode], "super.users": "User:ANONYMOUS" };
}

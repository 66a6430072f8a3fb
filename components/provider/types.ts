import { type ClaimInputs, claimedDirectory, claimHandler } from "../local/claim.ts";
import { localHandlers } from "../local/handlers.ts";
import { kafkaUserHandler } from "../local/kafka-user.ts";
import { localTokens } from "../local/tokens.ts";
import type { NodeInputs } from "../resource.ts";
import { ensureRuntime } from "../runtime/ensure-runtime.ts";
import type { Runtime, RuntimeSource } from "../runtime/runtime.ts";
import { type ResourceType, resourceType } from "./resource-type.ts";
import { unknown } from "./values.ts";

/** Every resource type of the provider, by its token. */
export function resourceTypes(): Readonly<Record<string, ResourceType>> {
  const handlers = localHandlers(sharedRuntime());
  return {
    [localTokens.claim]: resourceType(
      claimHandler,
      ({ cluster }) => cluster,
      (inputs: ClaimInputs) => ({ directory: claimedDirectory(inputs) }),
    ),
    [localTokens["zookeeper-node"]]: resourceType(handlers["zookeeper-node"], nodeId, processOutputs),
    [localTokens["kraft-controller"]]: resourceType(handlers["kraft-controller"], nodeId, processOutputs),
    [localTokens["kafka-broker"]]: resourceType(handlers["kafka-broker"], nodeId, processOutputs),
    [localTokens["kafka-topic"]]: resourceType(
      handlers["kafka-topic"],
      ({ cluster, name }) => `${cluster}/topic/${name}`,
      ({ name }) => ({ name }),
    ),
    [localTokens.user]: resourceType(
      kafkaUserHandler,
      ({ cluster, name }) => `${cluster}/user/${name}`,
      ({ name }) => ({ principal: `User:${name}` }),
    ),
  };
}

const nodeId = ({ cluster, node }: NodeInputs) => `${cluster}/${node}`;

/** Which process a node is is known once it has started. */
const processOutputs = () => ({ pid: unknown, startTime: unknown }) as const;

/** Nodes that start at the same time share one set-up of what they run on. One that failed is tried again. */
function sharedRuntime(): RuntimeSource {
  const runtimes = new Map<string, Promise<Runtime>>();
  return (kafka, { log, signal }) => {
    const known = runtimes.get(kafka);
    if (known !== undefined) return known;
    const made = ensureRuntime({ kafka, log, signal });
    runtimes.set(kafka, made);
    made.catch(() => runtimes.delete(kafka));
    return made;
  };
}

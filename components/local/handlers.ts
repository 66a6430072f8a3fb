import type { Handler } from "../handler.ts";
import type { InputsByKind, ResourceKind } from "../resource.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { kafkaBrokerHandler } from "./kafka-broker.ts";
import { kafkaTopicHandler, type TopicOutputs } from "./kafka-topic.ts";
import type { NodeOutputs } from "./node-handler.ts";
import { zooKeeperNodeHandler } from "./zookeeper-node.ts";

/** What the handler of each kind gives back. */
export interface KindOutputs {
  "zookeeper-node": NodeOutputs;
  "kafka-broker": NodeOutputs;
  "kafka-topic": TopicOutputs;
}

export type Handlers = { readonly [K in ResourceKind]: Handler<InputsByKind[K], KindOutputs[K]> };

/** The handlers of target `local`. */
export function localHandlers(runtime: Runtime): Handlers {
  return {
    "zookeeper-node": zooKeeperNodeHandler(runtime),
    "kafka-broker": kafkaBrokerHandler(runtime),
    "kafka-topic": kafkaTopicHandler,
  };
}

import type { Handler } from "../handler.ts";
import type { InputsByKind, ResourceKind } from "../resource.ts";
import type { RuntimeSource } from "../runtime/runtime.ts";
import { kafkaBrokerHandler } from "./kafka-broker.ts";
import { kafkaTopicHandler, type TopicOutputs } from "./kafka-topic.ts";
import { kraftControllerHandler } from "./kraft-controller.ts";
import type { NodeOutputs } from "./node-handler.ts";
import { zooKeeperNodeHandler } from "./zookeeper-node.ts";

/** What the handler of each kind gives back. */
export interface KindOutputs {
  "zookeeper-node": NodeOutputs;
  "kraft-controller": NodeOutputs;
  "kafka-broker": NodeOutputs;
  "kafka-topic": TopicOutputs;
}

export type Handlers = { readonly [K in ResourceKind]: Handler<InputsByKind[K], KindOutputs[K]> };

/** The handlers of target `local`. They ask for a runtime only when they start a node. */
export function localHandlers(runtimeOf: RuntimeSource): Handlers {
  return {
    "zookeeper-node": zooKeeperNodeHandler(runtimeOf),
    "kraft-controller": kraftControllerHandler(runtimeOf),
    "kafka-broker": kafkaBrokerHandler(runtimeOf),
    "kafka-topic": kafkaTopicHandler,
  };
}

export { KafkaCluster, type KafkaClusterArgs } from "./kafka-cluster.ts";
export { Topic, type TopicArgs } from "./topic.ts";
export { User, type UserArgs } from "./user.ts";
export { ZooKeeperEnsemble, type ZooKeeperEnsembleArgs } from "./zookeeper-ensemble.ts";

import { type Basis, type Derived, derive, given, type Inputs } from "../derivation.ts";
import type { Growth, Topic } from "../inputs/topic.ts";
import type { Workload } from "../inputs/workload.ts";
import type { Rules } from "../rules/overrides.ts";
import { roundUp } from "./rounding.ts";

/** What a topic asks of its cluster, whatever the number of brokers. */
export interface Demand {
  readonly topic: Topic;
  /** Key of the topic in the workload, for reasons. */
  readonly key: string;
  readonly messagesPerSecond: Derived;
  /** Producers' bytes as they travel and are stored: after compression. */
  readonly bytesPerSecond: number;
  readonly retention: Topic["retention"];
  readonly partitionNeed: PartitionNeed;
}

interface PartitionNeed extends Inputs {
  readonly bytesPerSecond: number;
  readonly bytesPerSecondPerPartition: number;
  readonly perConsumerBytesPerSecond: number | null;
  readonly perProducerBytesPerSecond: number | null;
  readonly consumersWanted: number;
}

const rateBasis: Basis = { name: "rate", source: "workload" };

/** How many times today's rates the horizon has: the factor compounded over the periods up to it. */
export const growthAtHorizon = (growth: Growth | undefined): number =>
  growth === undefined ? 1 : growth.factor ** (growth.horizon / growth.over);

function messageRate(topic: Topic, key: string, growth: number): Derived {
  if (topic.rate.dimension === "messagesPerSecond" && growth === 1) {
    return given("workload", `${key}.rate`, "msg/s", topic.rate.value);
  }
  const basis = { ...rateBasis, source: `workload: ${key}.rate` };
  return topic.rate.dimension === "messagesPerSecond"
    ? derive(
        "msg/s",
        "rate x growth",
        basis,
        { messagesPerSecond: topic.rate.value, growth },
        (given) => given.messagesPerSecond * given.growth,
      )
    : derive(
        "msg/s",
        "rate / size x growth",
        basis,
        { bytesPerSecond: topic.rate.value, messageBytes: topic.size, growth },
        (given) => (given.bytesPerSecond / given.messageBytes) * given.growth,
      );
}

function demandOf(topic: Topic, at: number, workload: Workload, rules: Rules): Demand {
  const key = `topics.${at}`;
  const horizon = growthAtHorizon(workload.growth);
  const judged = workload.growth?.enforce === true ? horizon : 1;
  const messagesPerSecond = messageRate(topic, key, judged);
  const ratio = topic.compression.codec === "none" ? 1 : (topic.compression.ratio ?? 1);
  const bytesPerSecond = (messagesPerSecond.value * topic.size) / ratio;
  const slowest = (rates: (number | undefined)[]) => {
    const known = rates.filter((rate) => rate !== undefined);
    return known.length === 0 ? null : Math.min(...known);
  };
  return {
    topic,
    key,
    messagesPerSecond,
    bytesPerSecond,
    retention: topic.retention,
    partitionNeed: {
      bytesPerSecond: topic.keyed ? (bytesPerSecond / judged) * horizon : bytesPerSecond,
      bytesPerSecondPerPartition: rules.bytesPerSecondPerPartition.value,
      perConsumerBytesPerSecond: slowest(topic.consumers.map((consumer) => consumer.perConsumer)),
      perProducerBytesPerSecond: topic.perProducer ?? null,
      consumersWanted: Math.max(0, ...topic.consumers.map((consumer) => consumer.count ?? 0)),
    },
  };
}

/** The demands of a workload's topics: at today's peak, or at the horizon where growth is enforced. */
export const demandsOf = (workload: Workload, rules: Rules): Demand[] =>
  workload.topics.map((topic, at) => demandOf(topic, at, workload, rules));

/** Partitions that each rule asks for; a rule without its input asks for none. */
function asked(need: PartitionNeed) {
  const over = (rate: number | null) => (rate === null ? 0 : need.bytesPerSecond / rate);
  return {
    bytesPerSecondPerPartition: over(need.bytesPerSecondPerPartition),
    consumerRate: over(need.perConsumerBytesPerSecond),
    producerRate: over(need.perProducerBytesPerSecond),
    consumersWanted: need.consumersWanted,
  };
}

const partitionSources = {
  consumerRate: "Confluent, how to choose the number of partitions: throughput / rate of one consumer",
  producerRate: "Confluent, how to choose the number of partitions: throughput / rate of one producer",
  consumersWanted: "Kafka: a consumer beyond the partitions stays idle",
};

/** The fewest partitions that all the rules allow, before they are made even over the brokers. */
export const partitionsNeeded = (demand: Demand): number =>
  roundUp(Math.max(...Object.values(asked(demand.partitionNeed))), 1);

/** Partitions of a topic on that many brokers: as fixed by the user, or the rules' largest, even over the brokers. */
export function partitionsOf(demand: Demand, brokers: number, rules: Rules): Derived {
  const { topic, key, partitionNeed } = demand;
  if (topic.partitions !== undefined) return given("workload", `${key}.partitions`, "partitions", topic.partitions);
  const by = asked(partitionNeed);
  const binding = (Object.keys(by) as (keyof typeof by)[]).reduce((most, name) => (by[name] > by[most] ? name : most));
  const basis =
    binding === "bytesPerSecondPerPartition"
      ? rules.bytesPerSecondPerPartition
      : { name: binding, source: partitionSources[binding] };
  return derive(
    "partitions",
    `the largest of rate / rate of a partition, rate / rate of a consumer, rate / rate of a producer and the consumers wanted, rounded up to a multiple of the brokers${topic.keyed ? "; the rate of a keyed topic is that of the horizon" : ""}`,
    basis,
    { ...partitionNeed, brokers },
    (inputs) => roundUp(Math.max(...Object.values(asked(inputs))), inputs.brokers),
  );
}

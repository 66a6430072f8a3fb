import { type Basis, type Derived, derive, given } from "../derivation.ts";
import { growthAtHorizon } from "../inputs/growth.ts";
import type { Objectives, RegionFailover } from "../inputs/objectives.ts";
import { type DayShape, meanOf } from "../inputs/profile.ts";
import type { Rules } from "../rules/overrides.ts";
import type { AssignedTopic, Assignment } from "./assignment.ts";
import type { PartitionNeed } from "./partitions.ts";
import { regionFailoverBasis, regionFailoverFactor } from "./region-failover.ts";
import { type Retained, retainedOf } from "./retained.ts";

/** What a topic asks of its cluster, whatever the number of brokers. */
export interface Demand {
  readonly topic: AssignedTopic;
  /** At the peak. */
  readonly messagesPerSecond: Derived;
  /** Producers' bytes at the peak as they travel and are stored: after compression. */
  readonly bytesPerSecond: number;
  /** The same over a day. */
  readonly averageBytesPerSecond: number;
  /** The producers' bytes at the peak before compression. */
  readonly rawBytesPerSecond: number;
  readonly batchesPerSecond: number;
  readonly retained: Retained;
  /** What the size of a segment goes by: what is retained while no other region fails over. */
  readonly usuallyRetained: Retained;
  /** The same topic while another region fails over to this one; null where that is no objective. */
  readonly failedOver: Demand | null;
  readonly partitionNeed: PartitionNeed;
}

const rateBasis: Basis = { name: "rate", source: "workload" };

function messageRate(topic: AssignedTopic, growth: number, rules: Rules): Derived {
  const { key, rate, peakTold, share, size } = topic;
  const byMessages = rate.dimension === "messagesPerSecond";
  if (byMessages && peakTold && growth === 1 && share === 1)
    return given("workload", `${key}.rate`, "msg/s", rate.value);
  const basis = peakTold ? { ...rateBasis, source: `workload: ${key}.rate` } : rules.peakToAverage;
  const factors = { growth, share, peakToAverage: peakTold ? 1 : rules.peakToAverage.value };
  const factor = "growth x peak to average x share of this cluster";
  return byMessages
    ? derive(
        "msg/s",
        `rate x ${factor}`,
        basis,
        { messagesPerSecond: rate.value, ...factors },
        (given) => given.messagesPerSecond * given.growth * given.peakToAverage * given.share,
      )
    : derive(
        "msg/s",
        `rate / size x ${factor}`,
        basis,
        { bytesPerSecond: rate.value, messageBytes: size, ...factors },
        (given) => (given.bytesPerSecond / given.messageBytes) * given.growth * given.peakToAverage * given.share,
      );
}

/** How many times its usual rate a consumer group reads while it catches up. */
export const catchUpFactor = ({ catchUp }: Objectives): number =>
  catchUp === undefined ? 1 : 1 + catchUp.outage / catchUp.within;

function demandOf(topic: AssignedTopic, { growth, objectives }: Assignment, rules: Rules): Demand {
  const horizon = growthAtHorizon(growth);
  const judged = growth?.enforce === true ? horizon : 1;
  const messagesPerSecond = messageRate(topic, judged, rules);
  const ratio = topic.compression.ratio ?? 1;
  const rawBytesPerSecond = messagesPerSecond.value * topic.size;
  const bytesPerSecond = rawBytesPerSecond / ratio;
  const day: DayShape = topic.peakTold ? topic.day : { kind: "mean", mean: 1 / rules.peakToAverage.value };
  const averageBytesPerSecond = bytesPerSecond * meanOf(day);
  const slowest = topic.consumers.flatMap(({ perConsumer }) => perConsumer ?? []);
  const toHorizon = topic.keyed ? horizon / judged : 1;
  const stored = { bytesPerSecond, bytesPerMessage: topic.size / ratio, share: topic.share };
  const retained = retainedOf(topic, day, stored, rules);
  const usual: Demand = {
    topic,
    messagesPerSecond,
    bytesPerSecond,
    averageBytesPerSecond,
    rawBytesPerSecond,
    batchesPerSecond: rawBytesPerSecond / Math.max(topic.size, topic.batch ?? rules.batchBytes.value),
    retained,
    usuallyRetained: retained,
    failedOver: null,
    partitionNeed: {
      bytesPerSecond: bytesPerSecond * toHorizon,
      bytesPerSecondPerPartition: rules.bytesPerSecondPerPartition.value,
      perConsumerBytesPerSecond: slowest.length === 0 ? null : Math.min(...slowest),
      catchUpFactor: catchUpFactor(objectives),
      regionFailover: regionFailoverFactor(objectives),
      perProducerBytesPerSecond: topic.perProducer ?? null,
      consumersWanted: Math.max(0, ...topic.consumers.map((consumer) => consumer.count ?? 0)),
      averageBytesPerSecond: topic.peakTold ? null : averageBytesPerSecond * toHorizon,
      bytesPerPartitionAndDay: rules.bytesPerPartitionAndDay.value,
    },
  };
  const { regionFailover } = objectives;
  if (regionFailover === undefined) return usual;
  return {
    ...usual,
    failedOver: failedOver(usual, regionFailover, retainedOf(topic, day, stored, rules, regionFailover)),
  };
}

/** A topic's demand with what another region brings; its partitions are planned for that already. */
function failedOver(usual: Demand, { share }: RegionFailover, retained: Retained): Demand {
  const times = 1 + share;
  return {
    ...usual,
    messagesPerSecond: derive(
      "msg/s",
      "rate x (1 + share)",
      regionFailoverBasis,
      { messagesPerSecond: usual.messagesPerSecond.value, share },
      (given) => given.messagesPerSecond * (1 + given.share),
    ),
    bytesPerSecond: usual.bytesPerSecond * times,
    averageBytesPerSecond: usual.averageBytesPerSecond * times,
    rawBytesPerSecond: usual.rawBytesPerSecond * times,
    batchesPerSecond: usual.batchesPerSecond * times,
    retained,
  };
}

/** Whether what a topic keeps for a time is counted at its peak all day, as nothing tells how the day goes. */
export const keptAtPeak = ({ topic: { peakTold, day, retention, cleanup } }: Pick<Demand, "topic">): boolean =>
  peakTold && day.kind === "constant" && retention?.dimension === "duration" && cleanup === "delete";

/** The demands of a cluster's topics: at today's peak, or at the horizon where growth is enforced. */
export const demandsOf = (assignment: Assignment, rules: Rules): Demand[] =>
  assignment.topics.map((topic) => demandOf(topic, assignment, rules));

/** The same where the demands of some topics are known from other clusters of the workload: a topic that is whole asks the same of each. */
export const demandsBeside = (
  known: ReadonlyMap<AssignedTopic, Demand>,
  assignment: Assignment,
  rules: Rules,
): Demand[] => assignment.topics.map((topic) => known.get(topic) ?? demandOf(topic, assignment, rules));

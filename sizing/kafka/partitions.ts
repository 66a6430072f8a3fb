import { type Derived, derive, given, type Inputs } from "../derivation.ts";
import type { Rules } from "../rules/overrides.ts";
import { secondsPerDay } from "../units/dimensions.ts";
import type { Demand } from "./demand.ts";
import { roundUp } from "./rounding.ts";

/** What the partitions of a topic hang on; a rate that is not known asks for none. */
export interface PartitionNeed extends Inputs {
  readonly bytesPerSecond: number;
  readonly bytesPerSecondPerPartition: number;
  readonly perConsumerBytesPerSecond: number | null;
  readonly catchUpFactor: number;
  /** Times the rates with what arrives when another region fails over; 1 where that is no objective. */
  readonly regionFailover: number;
  readonly perProducerBytesPerSecond: number | null;
  readonly consumersWanted: number;
  /** Null where the peak is told: the rule of thumb for bytes a day is for topics without an estimate of it. */
  readonly averageBytesPerSecond: number | null;
  readonly bytesPerPartitionAndDay: number;
}

/** Partitions that each rule asks for. */
function asked(need: PartitionNeed) {
  const over = (amount: number | null, each: number | null) => (amount === null || each === null ? 0 : amount / each);
  const highest = need.bytesPerSecond * need.regionFailover;
  return {
    bytesPerSecondPerPartition: over(highest, need.bytesPerSecondPerPartition),
    consumerRate: over(
      need.bytesPerSecond * Math.max(need.catchUpFactor, need.regionFailover),
      need.perConsumerBytesPerSecond,
    ),
    producerRate: over(highest, need.perProducerBytesPerSecond),
    consumersWanted: need.consumersWanted,
    bytesPerPartitionAndDay: over(need.averageBytesPerSecond, need.bytesPerPartitionAndDay) * secondsPerDay,
  };
}

const partitionSources = {
  consumerRate: "Confluent, how to choose the number of partitions: throughput / rate of one consumer",
  producerRate: "Confluent, how to choose the number of partitions: throughput / rate of one producer",
  consumersWanted: "Kafka: a consumer beyond the partitions stays idle",
};

/** The fewest partitions that all the rules allow, before they are made even. */
export const partitionsNeeded = (demand: Pick<Demand, "partitionNeed">): number => roundUp(mostAsked(demand), 1);

const mostAsked = ({ partitionNeed }: Pick<Demand, "partitionNeed">): number =>
  Math.max(...Object.values(asked(partitionNeed)));

/** Partitions of a topic on a cluster. */
export interface Partitions {
  readonly count: number;
  /** Where they do not divide: the busiest broker has the remainder. */
  readonly uneven: boolean;
  /** They are rounded up to a multiple of this, */
  readonly step: number;
  /** but not beyond this. */
  readonly most: number;
  /** What the rules ask for, not rounded. */
  readonly asked: number;
}

const fixedCount = (partitions: number, share: number): number => Math.ceil(partitions * share);

/**
 * Up to this part of a cluster's partitions every topic may have one on each broker. With more topics than that, those
 * that need less than half a partition a broker are made even over the racks only.
 */
const forEvenness = 0.5;

/** Partitions that topics have already and keep, by the names of the topics: planned ones, spread as they were planned. */
export type Kept = ReadonlyMap<string, Partitions>;

/** What a topic needs, whatever the brokers. */
interface Wanted {
  readonly fixed: boolean;
  readonly asked: number;
  readonly need: number;
}

function wantedOf(demand: Demand): Wanted {
  const { partitions, share } = demand.topic;
  const asked = mostAsked(demand);
  if (partitions !== undefined) return { fixed: true, asked, need: fixedCount(partitions, share) };
  return { fixed: false, asked, need: roundUp(asked, 1) };
}

/** Works out the partitions of topics on any number of brokers. */
export class Partitioner {
  readonly #wanted: readonly Wanted[];
  /** Indexes of the topics that may be rounded up, the largest first and then by name. */
  readonly #order: readonly number[];
  readonly #spare: number;
  readonly #limit: number;

  /** Of topics that keep their partitions, what they have; null for the others. */
  readonly #kept: readonly (Partitions | null)[];

  constructor(
    demands: readonly Demand[],
    { maxPartitionsPerCluster: { value: limit } }: Rules,
    kept: Kept = new Map(),
  ) {
    const nameOf = (at: number) => demands[at]!.topic.name;
    this.#kept = demands.map(({ topic }) => kept.get(topic.name) ?? null);
    const wanted = demands.map((demand, at): Wanted => {
      const has = this.#kept[at];
      return has ? { fixed: true, asked: has.asked, need: has.count } : wantedOf(demand);
    });
    this.#wanted = wanted;
    this.#limit = limit;
    this.#spare = limit - wanted.reduce((total, { need }) => total + need, 0);
    this.#order = [...wanted.keys()]
      .filter((at) => !wanted[at]!.fixed)
      .sort((a, b) => wanted[b]!.need - wanted[a]!.need || (nameOf(a) < nameOf(b) ? -1 : 1));
  }

  /**
   * Partitions of each topic on so many brokers in so many racks: as fixed by the user, or as many as the rules ask
   * for, rounded up to be even over the brokers. Rounding up takes no more than what the cluster's limit leaves, the
   * largest topics first.
   */
  on(brokers: number, racks: number): Partitions[] {
    const few = this.#wanted.length * brokers <= this.#limit * forEvenness;
    const partitions = this.#wanted.map(
      ({ asked, need }, at): Partitions => this.#kept[at] ?? { count: need, step: 1, most: need, asked, uneven: true },
    );
    let spare = this.#spare;
    for (const at of this.#order) {
      const { asked, need } = this.#wanted[at]!;
      const step = few || 2 * need >= brokers ? brokers : Math.min(racks, brokers);
      const rounded = roundUp(need, step);
      const count = Math.min(rounded, need + Math.max(0, spare));
      partitions[at] = { count, step, most: count, asked, uneven: count < rounded };
      spare -= count - need;
    }
    return partitions;
  }
}

/** The number of partitions with its reason. */
export function explainPartitions({ topic, partitionNeed }: Demand, { step, most }: Partitions, rules: Rules): Derived {
  const { key, partitions, share } = topic;
  if (partitions !== undefined && share === 1) return given("workload", `${key}.partitions`, "partitions", partitions);
  if (partitions !== undefined)
    return derive(
      "partitions",
      "partitions as written x share of this cluster, rounded up",
      { name: "given", source: `workload: ${key}.partitions` },
      { partitions, share },
      (given) => fixedCount(given.partitions, given.share),
    );
  const by = asked(partitionNeed);
  const binding = (Object.keys(by) as (keyof typeof by)[]).reduce((most, name) => (by[name] > by[most] ? name : most));
  const basis =
    binding === "bytesPerSecondPerPartition" || binding === "bytesPerPartitionAndDay"
      ? rules[binding]
      : { name: binding, source: partitionSources[binding] };
  return derive(
    "partitions",
    `the largest of rate / rate of a partition, rate x catch-up / rate of a consumer, rate / rate of a producer, the consumers wanted and, where no peak is told, bytes a day / bytes of a partition and day; rates with what another region brings when it fails over; rounded up to be even over brokers or racks, within the cluster's limit${topic.keyed ? "; the rate of a keyed topic is that of the horizon" : ""}`,
    basis,
    { ...partitionNeed, evenOver: step, most },
    (inputs) => Math.min(roundUp(Math.max(...Object.values(asked(inputs))), inputs.evenOver), inputs.most),
  );
}

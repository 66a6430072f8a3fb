import type { Rules } from "../rules/overrides.ts";
import type { Assignment } from "./assignment.ts";
import { catchUpFactor, type Demand } from "./demand.ts";
import { type ClusterLoad, clusterLoad, type PlacedTopic } from "./load.ts";
import { type Kept, Partitioner, type Partitions } from "./partitions.ts";
import { keepsLimit } from "./rounding.ts";
import { type BrokerShare, brokerShare } from "./share.ts";

/** What the busiest broker has of its cluster's load in each of the states that are judged. */
export interface Shares {
  readonly normal: BrokerShare;
  /** After the stated loss. */
  readonly degraded: BrokerShare;
  /** The same while all groups catch up; null where that is no objective. */
  readonly catchingUp: BrokerShare | null;
  /** After the loss while another region fails over to this one; null where that is no objective. */
  readonly failedOver: BrokerShare | null;
}

/** A cluster's topics on so many brokers: their partitions and what they load, whatever the hosts are. */
export class Layout {
  readonly brokers: number;
  /** Brokers that are left after the stated loss. */
  readonly survivors: number;
  readonly normal: ClusterLoad;
  readonly shares: Shares;
  /** Whether a broker keeps the limits on its files, which are the same on every host. */
  readonly keepsFileLimits: boolean;
  readonly #partitionsOf: (brokers: number) => readonly Partitions[];
  #partitions: readonly Partitions[] | null = null;

  constructor(
    survivors: number,
    normal: ClusterLoad,
    shares: Shares,
    rules: Rules,
    partitionsOf: (brokers: number) => readonly Partitions[],
  ) {
    this.brokers = normal.brokers;
    this.survivors = survivors;
    this.normal = normal;
    this.shares = shares;
    this.keepsFileLimits = keepsFileLimits(shares, rules);
    this.#partitionsOf = partitionsOf;
  }

  /** Of each topic, in the order of the demands. Worked out when asked for: a search has many layouts, a plan few. */
  get partitions(): readonly Partitions[] {
    this.#partitions ??= this.#partitionsOf(this.brokers);
    return this.#partitions;
  }
}

function keepsFileLimits({ normal, degraded, failedOver }: Shares, { maxFileHandles, maxMapCount }: Rules): boolean {
  return [normal, degraded, failedOver].every(
    (share) =>
      share === null ||
      (keepsLimit(share.fileHandles.value / maxFileHandles.value) &&
        keepsLimit(share.memoryMaps.value / maxMapCount.value)),
  );
}

/** Works layouts out, each once: hosts of every kind are judged by the same ones. */
export class Layouts {
  readonly #known = new Map<number, Layout>();
  readonly #demands: readonly Demand[];
  readonly #objectives: Assignment["objectives"];
  readonly #tls: boolean;
  readonly #partitioner: Partitioner;
  readonly #racksOf: (brokers: number) => { readonly racks: number; readonly lost: number };
  readonly #rules: Rules;

  /**
   * `racksOf` tells the racks of so many brokers and how many of the brokers the stated loss takes, `kept` the partitions
   * that topics have already.
   */
  constructor(
    { objectives, tls }: Pick<Assignment, "objectives" | "tls">,
    demands: readonly Demand[],
    racksOf: (brokers: number) => { readonly racks: number; readonly lost: number },
    rules: Rules,
    kept: Kept,
  ) {
    this.#objectives = objectives;
    this.#tls = tls;
    this.#demands = demands;
    this.#partitioner = new Partitioner(demands, rules, kept);
    this.#racksOf = racksOf;
    this.#rules = rules;
  }

  on(brokers: number): Layout {
    const known = this.#known.get(brokers);
    if (known !== undefined) return known;
    const layout = this.#workOut(brokers);
    this.#known.set(brokers, layout);
    return layout;
  }

  readonly #partitionsOf = (brokers: number): readonly Partitions[] =>
    this.#partitioner.on(brokers, this.#racksOf(brokers).racks);

  #workOut(brokers: number): Layout {
    const { lost } = this.#racksOf(brokers);
    const partitions = this.#partitionsOf(brokers);
    const topics = this.#demands.map((demand, at) => ({ demand, partitions: partitions[at]! }));
    const normal = clusterLoad(topics, brokers, this.#rules);
    const shares = this.#sharesOf(topics, normal, brokers - lost);
    return new Layout(brokers - lost, normal, shares, this.#rules, this.#partitionsOf);
  }

  #sharesOf(topics: readonly PlacedTopic[], load: ClusterLoad, survivors: number): Shares {
    const quiet = { tls: this.#tls, catchUp: null };
    const { catchUp } = this.#objectives;
    const rules = this.#rules;
    const left = survivors === load.brokers ? load : clusterLoad(topics, survivors, rules);
    const normal = brokerShare(load, quiet, rules);
    const degraded = left === load ? normal : brokerShare(left, quiet, rules);
    const catchingUp =
      catchUp === undefined
        ? null
        : brokerShare(
            left,
            { ...quiet, catchUp: { outageSeconds: catchUp.outage, factor: catchUpFactor(this.#objectives) } },
            rules,
          );
    const withOther = topics.flatMap(({ demand: { failedOver }, partitions }) =>
      failedOver === null ? [] : [{ demand: failedOver, partitions }],
    );
    const failedOver =
      withOther.length === 0 ? null : brokerShare(clusterLoad(withOther, survivors, rules), quiet, rules);
    return { normal, degraded, catchingUp, failedOver };
  }
}

import type { Rules } from "../rules/overrides.ts";
import type { Demand } from "./demand.ts";
import { type ClusterLoad, clusterLoad } from "./load.ts";
import { Partitioner, type Partitions } from "./partitions.ts";

/** A cluster's topics on so many brokers: their partitions and what they load, whatever the hosts are. */
export interface Layout {
  readonly brokers: number;
  /** Brokers that are left after the stated loss. */
  readonly survivors: number;
  /** Of each topic, in the order of the demands. */
  readonly partitions: readonly Partitions[];
  readonly normal: ClusterLoad;
  readonly degraded: ClusterLoad;
}

/** Works layouts out, each once: hosts of every kind are judged by the same ones. */
export class Layouts {
  readonly #known = new Map<number, Layout>();
  readonly #demands: readonly Demand[];
  readonly #partitioner: Partitioner;
  readonly #racksOf: (brokers: number) => { readonly racks: number; readonly lost: number };
  readonly #rules: Rules;

  /** `racksOf` tells the racks of so many brokers and how many of the brokers the stated loss takes. */
  constructor(
    demands: readonly Demand[],
    racksOf: (brokers: number) => { readonly racks: number; readonly lost: number },
    rules: Rules,
  ) {
    this.#demands = demands;
    this.#partitioner = new Partitioner(demands, rules);
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

  #workOut(brokers: number): Layout {
    const { racks, lost } = this.#racksOf(brokers);
    const survivors = brokers - lost;
    const partitions = this.#partitioner.on(brokers, racks);
    const topics = this.#demands.map((demand, at) => ({ demand, partitions: partitions[at]! }));
    const normal = clusterLoad(topics, brokers, this.#rules);
    const degraded = lost === 0 ? normal : clusterLoad(topics, survivors, this.#rules);
    return { brokers, survivors, partitions, normal, degraded };
  }
}

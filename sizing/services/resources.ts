import { z } from "zod";
import type { Derived } from "../derivation.ts";
import type { Rule } from "../rules/rule.ts";

/** The resources of a service's node, in the order in which reports show them. */
const serviceResources = [
  "cpu",
  "memory",
  "networkIn",
  "networkOut",
  "disk",
  "diskWrite",
  "flowFileWrite",
  "provenanceWrite",
] as const;
export const serviceResource = z.enum(serviceResources);
export type ServiceResource = z.infer<typeof serviceResource>;

export const resourceUnits: Readonly<Record<ServiceResource, string>> = {
  cpu: "cores",
  memory: "B",
  networkIn: "B/s",
  networkOut: "B/s",
  disk: "B",
  diskWrite: "B/s",
  flowFileWrite: "B/s",
  provenanceWrite: "B/s",
};

/** A load that the nodes share: evenly, or in parts (tasks, agents, buckets of keys) that cannot be halved. */
export interface Portion {
  readonly of: string;
  readonly total: Derived;
  /** How many equal parts it comes in; null where it can be divided at will. */
  readonly parts: number | null;
}

/** What a service asks of one resource. */
export interface Need {
  readonly resource: ServiceResource;
  /** What each node needs for itself, whatever its share: a heap. */
  readonly each: number;
  /** The rule behind `each`, where there is one. */
  readonly rule?: Rule;
  readonly portions: readonly Portion[];
}

/** The part of a portion that the busiest of so many nodes has. Never grows with the nodes. */
export const busiestShare = (parts: number | null, nodes: number): number =>
  parts === null ? 1 / nodes : Math.ceil(parts / nodes) / parts;

/** What the busiest of so many nodes needs. */
export const useOf = (need: Need, nodes: number): number =>
  need.portions.reduce((sum, { total, parts }) => sum + total.value * busiestShare(parts, nodes), need.each);

/** The portions of several jobs; `parts` is how many tasks or agents they come in together. */
export const portionsOf = <Load extends { readonly name: string }>(
  loads: readonly Load[],
  total: (load: Load) => Derived,
  parts: number | null = null,
): Portion[] => loads.map((load) => ({ of: load.name, total: total(load), parts }));

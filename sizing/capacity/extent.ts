import { type Basis, type Derived, derive, type Explained } from "../derivation.ts";
import type { Workload } from "../inputs/workload.ts";
import { type Candidate, examine, type Site, withWorkload } from "../kafka/candidate.ts";
import { largestFactor, tolerance } from "../kafka/largest.ts";
import { racksOf } from "../kafka/racks.ts";
import { fits, type Shortage, shortagesOf } from "../kafka/shortage.ts";
import { survivalRefusals } from "../kafka/survival.ts";
import type { Binding } from "./capacity.ts";

/** One thing about a workload that can be made so many times as large. */
export interface Growing {
  readonly scale: (workload: Workload, times: number) => Workload;
  /** What is made larger, in words. */
  readonly what: string;
}

/** The parts of an answer that load and retention share. */
export type Extent =
  | {
      readonly outcome: "bounded";
      readonly times: Derived;
      readonly binding: Explained<Binding>;
      /** The cluster at the answer. */
      readonly candidate: Candidate;
    }
  | { readonly outcome: "unlimited"; readonly times: Derived<null>; readonly because: string }
  | {
      readonly outcome: "never";
      readonly times: Derived<null>;
      readonly code: string;
      readonly resource: string;
      readonly because: string;
    };

const search: Basis = {
  name: "largestThatFits",
  source: "the planner itself, asked for larger and smaller multiples (bisection)",
};

/** Use of what binds, by a cluster in the state in which it binds. */
function useOf({ capacities }: Site, candidate: Candidate, { of, resource, state }: Shortage): number {
  if (of === "cluster") return resource === "brokers" ? candidate.brokers : candidate.load.partitions.total;
  const strain = candidate.strains.find((strain) => strain.resource === resource && strain.state === state)!;
  return strain.utilisation * capacities[resource].value!;
}

/**
 * How many times as large something about the site's workload may become on so many brokers before `plan` refuses it.
 * The uses of resources only rise with rates and with retention, so that a bisection finds the edge.
 */
export function extentOf(site: Site, brokers: number, { scale, what }: Growing): Extent {
  const none = (inputs: { code: string; needed: number; available: number; unit: string }) =>
    derive(null, inputs);
  const [unsurvived] = survivalRefusals(site, brokers, racksOf(site.inventory, brokers));
  return none as never;
}

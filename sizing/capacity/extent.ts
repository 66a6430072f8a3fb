import { type Basis, type Derived, derive, type Explained, type Inputs } from "../derivation.ts";
import type { Workload } from "../inputs/workload.ts";
import { type Candidate, examine, type Site, withWorkload } from "../kafka/candidate.ts";
import { largestFactor, tolerance } from "../kafka/largest.ts";
import { racksOf } from "../kafka/racks.ts";
import { fits, type Shortage, shortagesOf } from "../kafka/shortage.ts";
import { survivalRefusals } from "../kafka/survival.ts";
import type { Binding } from "./capacity.ts";

/** What of a workload is made so many times as large: its rates or its retention. */
export interface Extensible {
  readonly name: "rates" | "retention";
  readonly scale: (workload: Workload, times: number) => Workload;
}

interface Unanswered {
  readonly times: Derived<null>;
  readonly because: string;
}

/** How far something of a workload can be extended; what is said of rates and of retention alike. */
export type Extent =
  | {
      readonly outcome: "bounded";
      readonly times: Derived;
      readonly binding: Explained<Binding>;
      /** The cluster at the answer. */
      readonly candidate: Candidate;
    }
  | ({ readonly outcome: "unlimited" } & Unanswered)
  | ({ readonly outcome: "never"; readonly code: string; readonly resource: string } & Unanswered);

const search: Basis = {
  name: "largestThatFits",
  source: "bisection of the planner: what it plans, and what it refuses",
};

const unanswered = (because: string, inputs: Inputs): Unanswered => ({
  times: derive("times", because, search, inputs, () => null),
  because,
});

/** Use of what binds, in the state in which it binds. */
function useOf({ capacities }: Site, candidate: Candidate, binding: Shortage): number {
  if (binding.of === "cluster") return candidate.load.partitions.total;
  const { resource, state } = binding;
  const strain = candidate.strains.find((strain) => strain.resource === resource && strain.state === state)!;
  return strain.utilisation * capacities[resource].value!;
}

/**
 * How many times as large the site's rates or retention may become on so many brokers before the plan is refused,
 * and what refuses it then. No use of a resource falls when either rises, so that a bisection finds the edge.
 */
export function extentOf(site: Site, brokers: number, { name, scale }: Extensible): Extent {
  const [unsurvived] = survivalRefusals(site, brokers, racksOf(site.inventory, brokers));
  if (unsurvived !== undefined) {
    const { code, resource, needed, available, unit, remedy } = unsurvived;
    const because = `${code}, whatever the ${name}: ${remedy}`;
    return { outcome: "never", code, resource, ...unanswered(because, { needed, available, unit, brokers }) };
  }
  const siteAt = (times: number) => withWorkload(site, scale(site.workload, times));
  const candidateAt = (times: number) => examine(siteAt(times), brokers);
  const largest = largestFactor((times) => fits(site, candidateAt(times)));
  if (largest.outcome === "unlimited") {
    const { carried } = largest;
    const because = `nothing that the inventory tells limits the ${name}`;
    return { outcome: "unlimited", ...unanswered(because, { carried, brokers }) };
  }
  const binding = shortagesOf(site, candidateAt(largest.refused))[0]!;
  const { code, resource, state, needed, available, unit, rule } = binding;
  if (largest.outcome === "never") {
    const because = `${code}, whatever the ${name}: ${resource} is past its limit`;
    return { outcome: "never", code, resource, ...unanswered(because, { needed, available, unit, brokers }) };
  }
  const times = derive(
    "times",
    `the largest multiple of the ${name} that keeps every limit, by bisection`,
    rule,
    {
      resource,
      state,
      useNow: useOf(site, candidateAt(1), binding),
      useBeyond: needed,
      available,
      unit,
      brokers,
      carried: largest.carried,
      refused: largest.refused,
      tolerance,
    },
    (given) => given.carried,
  );
  return {
    outcome: "bounded",
    times,
    binding: { code, resource, state },
    candidate: candidateAt(largest.carried),
  };
}

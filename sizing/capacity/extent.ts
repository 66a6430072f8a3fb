import { type Basis, type Derived, derive, type Explained, type Inputs } from "../derivation.ts";
import type { Assignment } from "../kafka/assignment.ts";
import { type Candidate, examine, type Site, withWorkload } from "../kafka/candidate.ts";
import { largestFactor, tolerance } from "../kafka/largest.ts";
import { produceP99 } from "../kafka/latency.ts";
import { racksOf } from "../kafka/racks.ts";
import { fits, hottestOf, type Shortage, shortagesOf } from "../kafka/shortage.ts";
import { survivalRefusals } from "../kafka/survival.ts";
import type { Refusal } from "../planned/refusal.ts";
import type { Binding } from "./capacity.ts";
import type { Subject } from "./subject.ts";

/** What of a workload is made so many times as large: its rates or its retention. */
export interface Extensible {
  readonly name: "rates" | "retention";
  readonly scale: (workload: Assignment, times: number) => Assignment;
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
      /** The cluster that binds. */
      readonly subject: Subject;
      /** Each cluster at the answer. */
      readonly candidates: readonly Candidate[];
    }
  | ({ readonly outcome: "unlimited" } & Unanswered)
  | ({ readonly outcome: "never"; readonly code: string; readonly resource: string } & Unanswered);

const search: Basis = {
  name: "largestThatFits",
  source: "search with the planner: what it plans, and what it refuses",
};

const unanswered = (because: string, inputs: Inputs): Unanswered => ({
  times: derive("times", because, search, inputs, () => null),
  because,
});

/** Use of what binds, in the state in which it binds. */
function useOf(site: Site, candidate: Candidate, binding: Shortage): number {
  const { capacities, demands } = site;
  if (binding.of === "latency") return produceP99(site, candidate, binding.state)?.value ?? 0;
  if (binding.of === "cluster")
    return binding.resource === "hottestKey" ? hottestOf(demands) : candidate.layout.normal.partitions.total;
  const { resource, state } = binding;
  const strain = candidate.strains.find((strain) => strain.resource === resource && strain.state === state)!;
  return strain.utilisation * capacities[resource].value!;
}

function neverBy({ code, resource, ...amounts }: Omit<Refusal, "remedy">, name: string, why: string): Extent {
  const { needed, available, unit } = amounts;
  return {
    outcome: "never",
    code,
    resource,
    ...unanswered(`${code}, whatever the ${name}: ${why}`, { needed, available, unit }),
  };
}

/** Where the first limit would be met if every use rose in a straight line, as most do. */
function guessOf(candidateAt: (times: number) => Candidate): number {
  const [once, twice] = [candidateAt(1).strains, candidateAt(2).strains];
  const edges = once.map(({ resource, state, ofLimit }) => {
    const doubled = twice.find((strain) => strain.resource === resource && strain.state === state)!;
    return 1 + (1 - ofLimit) / (doubled.ofLimit - ofLimit);
  });
  return Math.min(...edges.filter((edge) => edge > 0));
}

const scaledSite = ({ site }: Subject, { scale }: Extensible, times: number): Site =>
  withWorkload(site, scale(site.workload, times));

/**
 * How many times as large the rates or the retention of one cluster may become before the plan is refused, and what
 * refuses it then. No use of a resource falls when either rises, so that a search finds the edge.
 */
function extentOfOne(subject: Subject, extensible: Extensible): Extent {
  const { site, brokers, name: cluster } = subject;
  const { name } = extensible;
  const [unsurvived] = survivalRefusals(site, brokers, racksOf(site.inventory, brokers));
  if (unsurvived !== undefined) return neverBy(unsurvived, name, unsurvived.remedy);
  const candidateAt = (times: number) => examine(scaledSite(subject, extensible, times), brokers);
  const largest = largestFactor((times) => fits(site, candidateAt(times)), guessOf(candidateAt));
  if (largest.outcome === "unlimited") {
    const because = `nothing that the inventory tells limits the ${name}`;
    return { outcome: "unlimited", ...unanswered(because, { carried: largest.carried, brokers }) };
  }
  const binding = shortagesOf(site, candidateAt(largest.refused))[0]!;
  const { code, resource, state, needed, available, unit, rule } = binding;
  if (largest.outcome === "never") return neverBy(binding, name, `${resource} is past its limit`);
  const { carried, refused } = largest;
  const useNow = useOf(site, candidateAt(1), binding);
  const times = derive(
    "times",
    `the largest multiple of the ${name} that keeps every limit, by search`,
    rule,
    { cluster, resource, state, useNow, useBeyond: needed, available, unit, brokers, carried, refused, tolerance },
    (given) => given.carried,
  );
  return { outcome: "bounded", times, binding: { cluster, code, resource, state }, subject, candidates: [] };
}

/** The same of all the clusters of a system: as far as the first of them goes. */
export function extentOf(subjects: readonly Subject[], extensible: Extensible): Extent {
  const extents = subjects.map((subject) => extentOfOne(subject, extensible));
  const never = extents.find(({ outcome }) => outcome === "never");
  if (never !== undefined) return never;
  const bounded = extents.flatMap((extent) => (extent.outcome === "bounded" ? [extent] : []));
  if (bounded.length === 0) return extents[0]!;
  const first = bounded.reduce((least, other) => (other.times.value < least.times.value ? other : least));
  const candidates = subjects.map((subject) =>
    examine(scaledSite(subject, extensible, first.times.value), subject.brokers),
  );
  return { ...first, candidates };
}

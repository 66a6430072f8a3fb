import { type Basis, type Derived, derive, type Explained } from "../derivation.ts";
import type { Growth } from "../inputs/growth.ts";
import { scaleRates } from "../inputs/scale.ts";
import type { Assignment } from "../kafka/assignment.ts";
import { type Candidate, examine, excesses, type Site, withWorkload } from "../kafka/candidate.ts";
import type { Cluster } from "../kafka/holding.ts";
import type { Kept } from "../kafka/partitions.ts";
import type { PlannedGrowth } from "../planned/growth.ts";
import { type ResourceName, resourceNames } from "../planned/resource.ts";
import { secondsPerDay } from "../units/dimensions.ts";
import { courseDays } from "./course.ts";

/** So many horizons ahead nobody plans, and no growth goes on. */
const horizonsAhead = 10;

const compounding: Basis = { name: "growth", source: "workload: growth, compounded day by day" };

/** Rates after so many days, as a multiple of today's. */
const factorAfter = (days: number, factor: number, overDays: number): number => factor ** (days / overDays);

/** What is asked of the rates: a resource of a broker, or the partitions of the cluster. */
type Limited = ResourceName | "partitions";

/** A cluster as it grows: brokers and the partitions of keyed topics stay, rates rise. */
class Growing {
  readonly #site: Site;
  readonly #workload: Assignment;
  /** Keys would move: a keyed topic keeps the partitions that it was planned with. */
  readonly #kept: Kept;
  readonly #brokers: number;
  readonly #growth: Growth;
  readonly #known = new Map<number, Candidate>();

  constructor({ site, choice }: Cluster, growth: Growth) {
    const { partitions } = choice.candidate.layout;
    const { growth: _, ...workload } = site.workload;
    const kept = workload.topics.flatMap((topic, at) =>
      topic.keyed && topic.partitions === undefined ? [[topic.name, partitions[at]!] as const] : [],
    );
    this.#site = site;
    this.#workload = workload;
    this.#kept = new Map(kept);
    this.#brokers = choice.candidate.brokers;
    this.#growth = growth;
  }

  #after(days: number): Candidate {
    const known = this.#known.get(days);
    if (known !== undefined) return known;
    const { factor, over } = this.#growth;
    const times = factorAfter(days, factor, over / secondsPerDay);
    const candidate = examine(withWorkload(this.#site, scaleRates(this.#workload, times), this.#kept), this.#brokers);
    this.#known.set(days, candidate);
    return candidate;
  }

  #exceeds(limited: Limited, days: number): boolean {
    const candidate = this.#after(days);
    if (limited === "partitions")
      return candidate.layout.normal.partitions.total > this.#site.rules.maxPartitionsPerCluster.value;
    return excesses(candidate).some(({ resource }) => resource === limited);
  }

  /** How much of a limit is used after so many days, in the worse state; 1 is at the limit. */
  ofLimit(limited: Limited, days: number): Derived {
    const { factor, over } = this.#growth;
    const inputs = { days, factor, overSeconds: over, ...this.#useOf(limited, this.#after(days)) };
    return derive(
      "fraction",
      "use / limit with rates x factor ^ (days / over), after the planned loss where that is more",
      compounding,
      inputs,
      ({ use, limit }) => use / limit,
    );
  }

  #useOf(limited: Limited, { layout, strains }: Candidate): { use: number; limit: number } {
    const { rules, capacities } = this.#site;
    if (limited === "partitions")
      return { use: layout.normal.partitions.total, limit: rules.maxPartitionsPerCluster.value };
    // The nearest to its limit comes first. What is limited has a capacity, and so a strain.
    const { utilisation } = strains.find(({ resource }) => resource === limited)!;
    return { use: utilisation, limit: capacities[limited].limit };
  }

  /** The first day on which a limit is passed, up to `most`; null where it is not passed by then. */
  firstDay(limited: Limited, most: number): number | null {
    if (!this.#exceeds(limited, most)) return null;
    let [low, high] = [-1, most];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.#exceeds(limited, middle)) high = middle;
      else low = middle;
    }
    return high;
  }
}

/** The day so many days after `from`, as a date. */
function dateAfter(from: string, days: number): string {
  return new Date(Date.parse(`${from}T00:00:00Z`) + days * secondsPerDay * 1000).toISOString().slice(0, 10);
}

function daysOf(cluster: string, limited: Limited, growth: Growth, day: number | null): Derived<number | null> {
  return derive(
    "days",
    "the first day on which rates x factor ^ (days / over) pass the limit, by search; null where none does in ten horizons",
    compounding,
    {
      cluster,
      limited,
      factor: growth.factor,
      overSeconds: growth.over,
      horizonSeconds: growth.horizon,
      firstDayBeyond: day,
    },
    (given) => given.firstDayBeyond,
  );
}

/** When growth takes each limit of each cluster, the first first; limits that it does not reach come last. */
export function growthOf(clusters: readonly Cluster[], growth: Growth): Explained<PlannedGrowth> {
  const most = Math.min(Math.ceil((growth.horizon / secondsPerDay) * horizonsAhead), mostDays(growth));
  const limits: readonly Limited[] = [...resourceNames, "partitions"];
  const crossings = clusters
    .filter(({ role }) => role !== "standby")
    .flatMap((cluster) => {
      const growing = new Growing(cluster, growth);
      return limits
        .filter((limited) => limited === "partitions" || cluster.site.capacities[limited].value !== null)
        .map((limited) => {
          const day = growing.firstDay(limited, most);
          const days = day === null ? [] : courseDays(day, growth.horizon / secondsPerDay);
          const course = Object.fromEntries(days.map((at) => [at, growing.ofLimit(limited, at)]));
          return { cluster: cluster.name, limited, day, course };
        });
    })
    .sort((a, b) => (a.day ?? Number.POSITIVE_INFINITY) - (b.day ?? Number.POSITIVE_INFINITY));
  return {
    from: growth.from ?? "today",
    crossings: crossings.map(({ cluster, limited, day, course }) => ({
      name: `${cluster}-${limited}`,
      cluster,
      resource: limited,
      afterDays: daysOf(cluster, limited, growth, day),
      date: day === null || growth.from === undefined ? "" : dateAfter(growth.from, day),
      course,
    })),
  };
}

/** Rates a million times today's are beyond any plan, and beyond what numbers can tell apart. */
const mostFactor = 1e6;
const mostDays = ({ factor, over }: Growth): number =>
  factor === 1
    ? Number.POSITIVE_INFINITY
    : Math.ceil((Math.log(mostFactor) / Math.log(factor)) * (over / secondsPerDay));

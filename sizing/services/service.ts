import type { Explained } from "../derivation.ts";
import type { Refusal } from "../planned/refusal.ts";
import type { Rules } from "../rules/overrides.ts";
import type { Fleet } from "./fleet.ts";
import type { ServiceHosts, ServiceKind } from "./hosts.ts";
import type { PlannedService } from "./planned.ts";
import type { Need } from "./resources.ts";
import { type FleetSize, sizeFleet } from "./size.ts";
import type { TopicFacts } from "./traffic.ts";

/** What every kind of service is planned with. */
export interface Site {
  readonly topics: ReadonlyMap<string, TopicFacts>;
  readonly hosts: ServiceHosts;
  readonly rules: Rules;
}

/** What a kind of service asks for before its nodes are counted. */
export interface Demand<Kind extends ServiceKind> {
  readonly kind: Kind;
  readonly needs: readonly Need[];
  /** Fewest nodes that work at all. */
  readonly least: number;
  readonly refusals: readonly Refusal[];
  readonly warnings: readonly string[];
}

/** The part of a planned service that is the same for every kind. */
export interface Common<Kind extends ServiceKind> {
  readonly name: Kind;
  readonly kind: Kind;
  readonly fleet: Explained<Fleet>;
}

export interface Outcome {
  readonly services: readonly Explained<PlannedService>[];
  readonly refusals: readonly Refusal[];
  readonly warnings: readonly string[];
}

interface Built {
  readonly service: Explained<PlannedService>;
  readonly warnings: readonly string[];
}

/** Sizes the fleet of a service and lets `build` complete it; a service with a refusal is not planned. */
export function conclude<Kind extends ServiceKind>(
  { kind, needs, least, refusals, warnings }: Demand<Kind>,
  { hosts, rules }: Site,
  build: (common: Common<Kind>, size: FleetSize | null) => Built,
): Outcome {
  const sizing = sizeFleet(kind, needs, least, hosts[kind], rules);
  const all = [...refusals, ...(sizing.verdict === "refused" ? sizing.refusals : [])];
  if (sizing.verdict === "refused" || all.length > 0) return { services: [], refusals: all, warnings };
  const built = build({ name: kind, kind, fleet: sizing.fleet }, sizing.size);
  return { services: [built.service], refusals: [], warnings: [...warnings, ...sizing.warnings, ...built.warnings] };
}

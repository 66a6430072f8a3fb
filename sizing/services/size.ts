import { type Derived, derive, type Explained, given } from "../derivation.ts";
import type { Refusal } from "../planned/refusal.ts";
import type { Rules } from "../rules/overrides.ts";
import { type Capacities, excessesOf, fewestNodes, mostNodes } from "./fewest.ts";
import { type Fleet, fleetOnHosts, fleetWithoutHosts } from "./fleet.ts";
import { capacitiesOf, type Hosts, type ServiceKind } from "./hosts.ts";
import { type Need, useOf } from "./resources.ts";
import { shortageOf, tooFewNodes } from "./shortage.ts";

/** Nodes of a fleet with all there, and when the spare ones are lost. */
export interface FleetSize {
  readonly nodes: number;
  readonly survivors: number;
}

export type Sizing =
  | {
      readonly verdict: "sized";
      readonly fleet: Explained<Fleet>;
      /** Null without hosts. */
      readonly size: FleetSize | null;
      readonly warnings: string[];
    }
  | { readonly verdict: "refused"; readonly refusals: Refusal[] };

function notChecked(kind: ServiceKind, needs: readonly Need[], capacities: Capacities): string[] {
  const unknown = needs.filter((need) => capacities[need.resource].value === null && useOf(need, 1) > 0);
  return unknown.map(({ resource }) => `${kind}: ${resource} is not checked, the inventory does not give its capacity`);
}

function nodesOf(kind: ServiceKind, hosts: Hosts, survivors: number, spare: Derived): Derived {
  if (hosts.count !== undefined) return given("inventory", `services.${kind}.count`, "nodes", hosts.count);
  return derive(
    "nodes",
    "fewest nodes that carry everything within every limit + spare nodes",
    spare.basis,
    { fewest: survivors, spareNodes: spare.value },
    (inputs) => inputs.fewest + inputs.spareNodes,
  );
}

/**
 * Sizes the fleet of a service: as many nodes as carry every need within its limit, `least` at least, and the spare ones.
 * A fixed number of hosts that is too small, or a need that no number carries, is a refusal for each resource.
 */
export function sizeFleet(
  kind: ServiceKind,
  needs: readonly Need[],
  least: number,
  hosts: Hosts | undefined,
  rules: Rules,
): Sizing {
  if (hosts === undefined) {
    return { verdict: "sized", fleet: fleetWithoutHosts(needs, least, rules), size: null, warnings: [] };
  }
  const capacities = capacitiesOf(kind, hosts, rules);
  const rule = rules.serviceSpareNodes;
  const spare =
    hosts.spare === undefined
      ? derive(
          "nodes",
          "nodes that may be lost at once",
          rule,
          { spareNodes: rule.value },
          (inputs) => inputs.spareNodes,
        )
      : given("inventory", `services.${kind}.spare`, "nodes", hosts.spare);
  const most = hosts.count ?? hosts.most ?? mostNodes;
  const mostSurvivors = most - spare.value;
  if (mostSurvivors < least) return { verdict: "refused", refusals: [tooFewNodes(kind, least + spare.value, most)] };
  const short = excessesOf(needs, capacities, mostSurvivors);
  if (short.length > 0) {
    const refusals = short.map((need) => shortageOf(kind, need, capacities, mostSurvivors, spare.value));
    return { verdict: "refused", refusals };
  }
  const nodes = nodesOf(kind, hosts, fewestNodes(needs, capacities, least)!, spare);
  return {
    verdict: "sized",
    fleet: fleetOnHosts(needs, capacities, nodes, spare),
    size: { nodes: nodes.value, survivors: nodes.value - spare.value },
    warnings: notChecked(kind, needs, capacities),
  };
}

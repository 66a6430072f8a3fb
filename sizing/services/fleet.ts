import { z } from "zod";
import { type Basis, type Derived, derive, type Explained } from "../derivation.ts";
import type { Rules } from "../rules/overrides.ts";
import type { HostCapacity } from "./hosts.ts";
import { busiestShare, type Need, resourceUnits, type ServiceResource, serviceResource, useOf } from "./resources.ts";

const amount = z.number().nonnegative();
const demanded = {
  name: serviceResource.describe(
    "Name of the resource; cpu is in cores, memory and disk in bytes, others in bytes a second",
  ),
  total: amount.describe("What all nodes share, at the peak"),
  ownNeed: amount.describe("What each node needs for itself on top of its share, such as a heap"),
};

/** The nodes of a service: sized on given hosts, or, without any, what they need and the fewest that a rule asks for. */
export const fleetSchema = z.discriminatedUnion("hosts", [
  z.strictObject({
    hosts: z.literal("given").describe("The inventory says what the hosts are"),
    nodes: z.int().positive().describe("Nodes of the service, the spare ones included"),
    spare: z.int().nonnegative().describe("Nodes that may be lost at once"),
    resources: z
      .array(
        z.strictObject({
          ...demanded,
          perNode: amount.describe("What the busiest node needs with all nodes there"),
          normal: amount
            .nullable()
            .describe("That as a fraction of a host's physical capacity; null where the capacity is not told"),
          degraded: amount
            .nullable()
            .describe("The same with the spare nodes lost; null where the capacity is not told"),
        }),
      )
      .describe("What the jobs need together, and how full it makes a host"),
    bottleneck: z
      .strictObject({
        resource: serviceResource.describe("Which resource it is"),
        utilisation: amount.describe("Its use as a fraction of a host's physical capacity"),
        state: z
          .enum(["normal", "degraded"])
          .describe("When it is so full: with all nodes there, or with the spare ones lost"),
      })
      .describe("The resource that is nearest to its limit"),
  }),
  z.strictObject({
    hosts: z.literal("unknown").describe("The inventory has no hosts for the service"),
    leastNodes: z.int().positive().describe("Fewest nodes that work, and the spare ones of the rule"),
    resources: z.array(z.strictObject(demanded)).describe("What the jobs need together"),
  }),
]);
export type Fleet = z.infer<typeof fleetSchema>;

const sharing: Basis = {
  name: "sharing",
  source: "nodes share what can be divided evenly; tasks, agents and buckets of keys stay whole",
};

/** What the busiest of so many nodes needs of a resource. */
function perNode(need: Need, nodes: number): Derived {
  const ofParts = (divisible: boolean) => need.portions.filter(({ parts }) => (parts === null) === divisible);
  return derive(
    resourceUnits[need.resource],
    "own need of a node + evenly shared load / nodes + whole parts that the busiest node has",
    sharing,
    {
      ownNeed: need.each,
      evenlyShared: ofParts(true).reduce((sum, { total }) => sum + total.value, 0),
      wholeParts: ofParts(false).reduce((sum, { total, parts }) => sum + total.value * busiestShare(parts, nodes), 0),
      nodes,
    },
    (inputs) => inputs.ownNeed + inputs.evenlyShared / inputs.nodes + inputs.wholeParts,
  );
}

/** What a service asks of a resource, with the part of each job. */
const demandedOf = (need: Need) => ({
  name: need.resource,
  total: derive(
    resourceUnits[need.resource],
    "sum over the jobs",
    sharing,
    Object.fromEntries(need.portions.map(({ of, total }) => [of, total.value])),
    (inputs) => Object.values(inputs).reduce<number>((sum, value) => sum + Number(value), 0),
  ),
  ownNeed: derive(
    resourceUnits[need.resource],
    "what each node needs for itself",
    need.rule ?? sharing,
    { ownNeed: need.each },
    (inputs) => inputs.ownNeed,
  ),
});

function utilisation(need: Need, nodes: number, { value, limit }: HostCapacity): Derived<number | null> {
  return derive(
    "fraction",
    "need of the busiest node / capacity of a host",
    limit,
    { need: useOf(need, nodes), capacity: value, limit: limit.value, nodes },
    (inputs) => (inputs.capacity === null ? null : inputs.need / inputs.capacity),
  );
}

interface Strain {
  readonly resource: ServiceResource;
  readonly state: "normal" | "degraded";
  readonly utilisation: Derived;
  readonly ofLimit: number;
}

/** The resource nearest to its limit; ties keep the order of the resources. Every host's network is known, so there is one. */
function tightestOf(strains: readonly Strain[]) {
  const { resource, state, utilisation } = strains.reduce((most, strain) =>
    strain.ofLimit > most.ofLimit ? strain : most,
  );
  return { resource, state, utilisation };
}

/** A fleet of so many nodes on the given hosts: what a node needs, and how full it is normally and with the spare ones lost. */
export function fleetOnHosts(
  needs: readonly Need[],
  capacities: Readonly<Record<ServiceResource, HostCapacity>>,
  nodes: Derived,
  spare: Derived,
): Explained<Fleet> {
  const resources = needs.map((need) => {
    const capacity = capacities[need.resource];
    return {
      ...demandedOf(need),
      perNode: perNode(need, nodes.value),
      normal: utilisation(need, nodes.value, capacity),
      degraded: utilisation(need, nodes.value - spare.value, capacity),
    };
  });
  const strains = resources.flatMap((resource) =>
    (["normal", "degraded"] as const).flatMap((state): Strain[] => {
      const used = resource[state];
      if (used.value === null) return [];
      const ofLimit = used.value / capacities[resource.name].limit.value;
      return [{ resource: resource.name, state, utilisation: used as Derived, ofLimit }];
    }),
  );
  return { hosts: "given", nodes, spare, resources, bottleneck: tightestOf(strains) };
}

/** A fleet without hosts to size it on: what it needs, and how many nodes a rule asks for at least. */
export function fleetWithoutHosts(needs: readonly Need[], least: number, rules: Rules): Explained<Fleet> {
  const rule = rules.serviceSpareNodes;
  const leastNodes = derive(
    "nodes",
    "fewest nodes that work + spare nodes",
    rule,
    { fewest: least, spareNodes: rule.value },
    (inputs) => inputs.fewest + inputs.spareNodes,
  );
  return { hosts: "unknown", leastNodes, resources: needs.map(demandedOf) };
}

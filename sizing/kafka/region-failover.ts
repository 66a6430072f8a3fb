import { type Basis, type Derived, derive } from "../derivation.ts";
import type { Objectives, RegionFailover } from "../inputs/objectives.ts";
import { type ResourceName, resourceNames } from "../planned/resource.ts";

type Uses = Readonly<Record<ResourceName, Derived>>;

export const regionFailoverBasis: Basis = {
  name: "regionFailover",
  source:
    "workload: objectives.regionFailover; as Netflix does it, who reserves in each of three regions what an outage of another brings (How Netflix does failovers in 7 minutes flat, 2018)",
};

/** How many times its own rates a workload has while another region fails over to it; 1 where that is no objective. */
export const regionFailoverFactor = ({ regionFailover }: Objectives): number => 1 + (regionFailover?.share ?? 0);

/** The uses with the other region's traffic, each with a reason that says so. */
export function whileFailedOver(uses: Uses, { share, lasting }: RegionFailover): Uses {
  const told = (use: Derived): Derived =>
    derive(
      use.unit,
      `${use.formula}; after the loss, with every rate x (1 + share) and what of it is kept, while another region fails over`,
      regionFailoverBasis,
      { ...use.inputs, share, lastingSeconds: lasting ?? null, use: use.value },
      (given) => given.use,
    );
  const entries = resourceNames.map((resource): [ResourceName, Derived] => [resource, told(uses[resource])]);
  return Object.fromEntries(entries) as Record<ResourceName, Derived>;
}

import type { Derived } from "../derivation.ts";
import { type LoadState, type ResourceName, resourceNames } from "../planned/resource.ts";
import type { Rules } from "../rules/overrides.ts";
import type { Assignment } from "./assignment.ts";
import { type BrokerLoad, brokerLoad, type Uses } from "./broker.ts";
import type { Capacities } from "./capacity.ts";
import type { Layout } from "./layout.ts";
import { whileRebuilding } from "./rebuild.ts";
import { whileFailedOver } from "./region-failover.ts";

/** The busiest broker normally, and the uses in each state. */
export interface States {
  readonly normal: BrokerLoad;
  readonly uses: Readonly<Record<LoadState, Uses>>;
}

/** Of each resource the use in the state that strains it most. */
function worst(normal: Uses, others: readonly Partial<Uses>[]): Uses {
  const found: Record<ResourceName, Derived> = { ...normal };
  for (const uses of others) {
    for (const resource of resourceNames) {
      const use = uses[resource];
      if (use !== undefined && use.value > found[resource].value) found[resource] = use;
    }
  }
  return found;
}

/**
 * The uses normally, and degraded: after the stated loss, and, each together with the loss but not with each other,
 * while groups catch up, while another region fails over and while the lost brokers are rebuilt. See
 * docs/adr/0002-degraded-state.md.
 */
export function statesOf({ objectives }: Assignment, layout: Layout, capacities: Capacities, rules: Rules): States {
  const { regionFailover, recoverBroker } = objectives;
  const { shares } = layout;
  const normal = brokerLoad(shares.normal, capacities, rules);
  const after = shares.degraded === shares.normal ? normal : brokerLoad(shares.degraded, capacities, rules);
  const degraded: Partial<Uses>[] = [after.uses];
  if (shares.catchingUp !== null) degraded.push(brokerLoad(shares.catchingUp, capacities, rules).uses);
  if (regionFailover !== undefined && shares.failedOver !== null)
    degraded.push(whileFailedOver(brokerLoad(shares.failedOver, capacities, rules).uses, regionFailover));
  if (recoverBroker !== undefined) {
    const lost = Math.max(1, layout.brokers - layout.survivors);
    const rebuild = { lost, survivors: Math.max(1, layout.brokers - lost), withinSeconds: recoverBroker };
    degraded.push(whileRebuilding(normal, after.uses, rebuild, capacities, rules));
  }
  return { normal, uses: { normal: normal.uses, degraded: worst(normal.uses, degraded) } };
}

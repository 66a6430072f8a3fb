import type { Derived } from "../derivation.ts";
import { type LoadState, type ResourceName, resourceNames } from "../plan.ts";
import type { Rules } from "../rules/overrides.ts";
import type { Assignment } from "./assignment.ts";
import { type BrokerLoad, brokerLoad, type Uses } from "./broker.ts";
import type { Capacities } from "./capacity.ts";
import { catchUpFactor } from "./demand.ts";
import type { Layout } from "./layout.ts";
import { whileRebuilding } from "./rebuild.ts";

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
 * while groups catch up and while the lost brokers are rebuilt. See docs/adr/0002-degraded-state.md.
 */
export function statesOf(
  { tls, objectives }: Assignment,
  layout: Layout,
  capacities: Capacities,
  rules: Rules,
): States {
  const { catchUp, recoverBroker } = objectives;
  const quiet = { tls, catchUp: null };
  const normal = brokerLoad(layout.normal, quiet, capacities, rules);
  const after = layout.degraded === layout.normal ? normal : brokerLoad(layout.degraded, quiet, capacities, rules);
  const degraded: Partial<Uses>[] = [after.uses];
  if (catchUp !== undefined) {
    const catchingUp = { outageSeconds: catchUp.outage, factor: catchUpFactor(objectives) };
    degraded.push(brokerLoad(layout.degraded, { tls, catchUp: catchingUp }, capacities, rules).uses);
  }
  if (recoverBroker !== undefined) {
    const lost = Math.max(1, layout.brokers - layout.survivors);
    const rebuild = { lost, survivors: Math.max(1, layout.brokers - lost), withinSeconds: recoverBroker };
    degraded.push(whileRebuilding(normal.uses, after.uses, rebuild, capacities, rules));
  }
  return { normal, uses: { normal: normal.uses, degraded: worst(normal.uses, degraded) } };
}

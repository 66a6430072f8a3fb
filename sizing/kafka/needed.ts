import type { Derived } from "../derivation.ts";
import type { Refusal } from "../planned/refusal.ts";
import { examine, type Site } from "./candidate.ts";
import { shortagesOf } from "./shortage.ts";

/** What a refusal says is needed, by its code, with its reason. */
type Needed = Readonly<Record<string, { readonly needed: Derived }>>;

/** How what the refusals of a site with so many brokers ask of a broker came to be; others have no numbers of a broker. */
export function neededBy(site: Site, brokers: number, refusals: readonly Refusal[]): Needed {
  const said = (code: string, needed: number) =>
    refusals.some((refusal) => refusal.code === code && refusal.needed === needed);
  // Where replicas cannot be placed no broker's load is worked out.
  if (refusals.some(({ code }) => code.startsWith("PLM-REPLICATION-"))) return {};
  const candidate = examine(site, brokers);
  const reasons = shortagesOf(site, candidate).flatMap((shortage) => {
    if (shortage.of !== "broker" || !said(shortage.code, shortage.needed)) return [];
    return [[shortage.code, { needed: candidate.states.uses[shortage.state][shortage.resource] }] as const];
  });
  return Object.fromEntries(reasons);
}

import { fullestOf } from "../../../loadgen/report/verdict.ts";
import type { Plan } from "../../../sizing/plan.ts";
import { planFigures } from "../../views/plan/figures.ts";
import { resourceFigures } from "../../views/plan/resources.ts";
import { shownValue } from "../../views/reason.ts";

/** A number that can be explained. */
export interface Entry {
  readonly key: string;
  /** As the panel calls it; the key for a number that the panel does not show. */
  readonly name: string;
  readonly value: string;
}

/** The numbers of a plan: those of the panel in its order, then all others. */
export function entriesOf(plan: Plan): Entry[] {
  const { explanation } = plan;
  if (plan.clusters.length === 0) return [];
  const fullest = fullestOf(plan.clusters);
  const named = new Map([
    ...planFigures(plan).map(({ key, name }) => [key, name] as const),
    ...resourceFigures(plan, fullest).checked.flatMap(({ title, keys }) => [
      [keys.normal, title] as const,
      [keys.degraded, `${title}, after loss`] as const,
    ]),
    [`clusters.${fullest.name}.bottleneck.utilisation`, "bottleneck"] as const,
  ]);
  const known = [...named.keys()].filter((key) => Object.hasOwn(explanation, key));
  const others = Object.keys(explanation).filter((key) => !named.has(key));
  return [...known, ...others].map((key) => ({
    key,
    name: named.get(key) ?? key,
    value: shownValue(explanation[key]!),
  }));
}

/** The entries whose name or key has every word, whatever its case. */
export function matching(entries: readonly Entry[], words: string): readonly Entry[] {
  const wanted = words
    .toLowerCase()
    .split(" ")
    .filter((word) => word !== "");
  if (wanted.length === 0) return entries;
  return entries.filter(({ key, name }) => {
    const text = `${name} ${key}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

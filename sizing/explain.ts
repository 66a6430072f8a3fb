import type { Plan } from "./plan.ts";
import { Problem } from "./problem.ts";
import type { Reason } from "./reason.ts";
import { didYouMean } from "./suggest.ts";

/**
 * The reason for a number of the plan, by a key such as `clusters.main.brokers`.
 * Throws a Problem PLM-EXPLAIN-001 with the nearest keys when the plan has no such number.
 */
export function explain(plan: Plan, key: string): Reason {
  if (Object.hasOwn(plan.explanation, key)) return plan.explanation[key]!;
  const keys = Object.keys(plan.explanation);
  const within = keys.filter((known) => known.endsWith(`.${key}`) || known.startsWith(`${key}.`)).slice(0, 3);
  const remedy =
    within.length > 0
      ? `write ${within.map((known) => `\`${known}\``).join(" or ")}`
      : didYouMean(key, keys) || `write a key such as \`${keys[0]}\``;
  const refused = plan.verdict === "refused" ? ", which is refused and has no clusters" : "";
  throw new Problem(
    "input",
    "PLM-EXPLAIN-001",
    `\`${key}\` is not a number of the plan ${plan.name}${refused}`,
    remedy,
    keys,
  );
}

import { isPointOfCourse } from "./growth/course.ts";
import type { Plan } from "./plan.ts";
import { Problem } from "./problem.ts";
import type { Reason } from "./reason.ts";
import { didYouMean } from "./suggest.ts";

/** Keys that have every word of what was typed, the shortest first. */
function keysWith(typed: string, keys: readonly string[]): string[] {
  const words = typed
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== "");
  const found = keys.filter((key) => words.length > 0 && words.every((word) => key.toLowerCase().includes(word)));
  return found.sort((a, b) => a.length - b.length);
}

/**
 * The key of a number of the plan, whole, such as `clusters.main.brokers`; it may be given by its end alone where no
 * other key ends so. Throws a Problem PLM-EXPLAIN-001 with the nearest keys when the plan has no such number.
 */
export function findKey(plan: Plan, typed: string): string {
  if (Object.hasOwn(plan.explanation, typed)) return typed;
  const points = typed.includes("course");
  const keys = Object.keys(plan.explanation).filter((key) => points || !isPointOfCourse(key));
  const ending = keys.filter((key) => key.endsWith(`.${typed}`));
  if (ending.length === 1) return ending[0]!;
  const near = [...ending, ...keys.filter((key) => key.startsWith(`${typed}.`))];
  const list = (found: readonly string[]) =>
    `write ${found
      .slice(0, 3)
      .map((key) => `\`${key}\``)
      .join(" or ")}`;
  const within = near.length > 0 ? near : keysWith(typed, keys);
  const remedy =
    near.length > 0
      ? list(near)
      : didYouMean(typed, keys) || (within.length > 0 ? list(within) : `write a key such as \`${keys[0]}\``);
  const refused = plan.verdict === "refused" ? ", which is refused and has no clusters" : "";
  throw new Problem(
    "input",
    "PLM-EXPLAIN-001",
    `\`${typed}\` is not a number of the plan ${plan.name}${refused}`,
    `${remedy}; without a key \`plimsoll explain\` lists them all`,
  );
}

/** The reason for a number of the plan, by its key as `findKey` takes it. Throws what that throws. */
export const explain = (plan: Plan, key: string): Reason => plan.explanation[findKey(plan, key)]!;

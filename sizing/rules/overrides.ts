import type { z } from "zod";
import { amount, block, count, positive } from "../inputs/fields.ts";
import type { Dimension } from "../units/dimensions.ts";
import { formatBytes, formatBytesPerSecond, formatDuration, formatMessagesPerSecond } from "../units/format.ts";
import { type RuleName, ruleNames, rules } from "./limits.ts";
import { type Rule, ruleDimension } from "./rule.ts";

const shown: Record<Dimension, (value: number) => string> = {
  bytes: formatBytes,
  bytesPerSecond: formatBytesPerSecond,
  messagesPerSecond: formatMessagesPerSecond,
  duration: formatDuration,
};

function overrideOf({ about, value, unit }: Rule): z.ZodType<number> {
  const dimension = ruleDimension[unit];
  if (dimension !== undefined) return amount(dimension, about, shown[dimension](value));
  if (unit === "count") return count(about, value);
  return positive(about, value).max(unit === "fraction" ? 1 : 1e6);
}

const shape = Object.fromEntries(ruleNames.map((name) => [name, overrideOf(rules[name]).optional()]));

/** The `rules:` block of a workload: other values for named rules. */
export const overridesSchema = block(shape as Record<RuleName, z.ZodOptional<z.ZodType<number>>>);
export type Overrides = z.output<typeof overridesSchema>;

export type Rules = Readonly<Record<RuleName, Rule>>;

/** The rules with the user's values in place of the defaults, which a calibration may have changed; an overridden rule says so in its source. */
export function resolveRules(overrides: Overrides, defaults: Rules = rules): Rules {
  const resolved: Record<RuleName, Rule> = { ...defaults };
  for (const name of ruleNames) {
    const value = overrides[name];
    if (value === undefined) continue;
    const rule = defaults[name];
    resolved[name] = { ...rule, value, source: `workload: rules.${name} (default ${rule.value}, ${rule.source})` };
  }
  return resolved;
}

/** The overrides as a plan lists them. */
export const listOverrides = (overrides: Overrides) =>
  ruleNames.flatMap((rule) => {
    const value = overrides[rule];
    return value === undefined ? [] : [{ rule, value, default: rules[rule].value }];
  });

import { costRules } from "./cost.ts";
import { kafkaRules } from "./kafka.ts";
import type { Rule } from "./rule.ts";
import { serviceRules } from "./services.ts";

const table = { ...kafkaRules, ...serviceRules, ...costRules };

export type RuleName = keyof typeof table;
export const ruleNames = Object.keys(table) as RuleName[];

/** Every named rule with its value, unit, meaning and source. */
export const rules = Object.fromEntries(ruleNames.map((name) => [name, { name, ...table[name] }])) as Readonly<
  Record<RuleName, Rule>
>;

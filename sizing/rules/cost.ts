import type { RuleEntry } from "./rule.ts";

/** What a choice over a catalogue goes by: provisioning, traffic between zones, regret. */
export const costRules = {} as const satisfies Record<string, RuleEntry>;

import { amount, money } from "../../../loadgen/report/plan-figures.ts";
import type { PlannedRanges } from "../../../sizing/planned/ranges.ts";
import { indented } from "../lines.ts";
import { type Column, tableOf } from "../table.ts";
import type { Section } from "./section.ts";

type Scenario = PlannedRanges["scenarios"][number];

const price = (of: (scenario: Scenario) => number | null) => (scenario: Scenario) => {
  const value = of(scenario);
  return value === null ? "-" : money(value);
};

/** Where values of the workload are ranges: what is planned at each end, and what the choice is regretted there. */
export const renderRanges: Section = ({ ranges }, { paint }) => {
  if (ranges === null) return [];
  const { keys, scenarios, plannedFor } = ranges;
  const chosen = scenarios.some(({ regret }) => regret !== null);
  const bought: Column<Scenario>[] = [
    ["a month", "right", price(({ perMonth }) => perMonth)],
    ["regret", "right", price(({ regret }) => regret)],
  ];
  const lines = tableOf<Scenario>(
    [
      ["end of the ranges", "left", ({ name }) => name],
      ["", "left", ({ verdict, refusal }) => (verdict === "refused" ? `refused: ${refusal}` : "planned")],
      ["brokers", "right", ({ brokers }) => amount(brokers)],
      ...(chosen ? bought : []),
      ["", "left", ({ name }) => (name === plannedFor ? "< this plan" : "")],
    ],
    scenarios,
  );
  return [
    paint("bold", "Ranges"),
    ...indented(keys.map(({ key, low, likely, high }) => `${key}: ${low}..${likely}..${high}`).join("; ")),
    ...lines,
  ];
};

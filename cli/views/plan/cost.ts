import { percent } from "../../../loadgen/report/figures.ts";
import { hasZoneTraffic, money, shareOf, zoneTrafficNote } from "../../../loadgen/report/plan-figures.ts";
import { indented, wrapped } from "../lines.ts";
import { table } from "../table.ts";
import type { Section } from "./section.ts";

/** A month's cost and its lines. */
export const renderCost: Section = ({ cost }, { paint }) => {
  if (cost === null) return [];
  const title = `Cost: ${money(cost.perMonth)} ${cost.currency} a month at prices of ${cost.pricesAsOf}`;
  const rows = cost.lines.map((line) => [line.name, money(line.perMonth), percent(shareOf(cost, line))]);
  const note = hasZoneTraffic(cost) ? indented(zoneTrafficNote) : [];
  return [
    ...wrapped(title).map((line) => paint("bold", line)),
    ...table(rows, ["left", "right", "right"]),
    ...note.map((line) => paint("dim", line)),
  ];
};

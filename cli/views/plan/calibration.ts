import type { Plan } from "../../../sizing/plan.ts";
import { indented, wrapped } from "../lines.ts";
import { moreLine, shortened, tableOf } from "../table.ts";
import type { Section } from "./section.ts";

const mostCosts = 12;

type MeasuredCost = NonNullable<Plan["calibration"]>["costs"][number];

const figure = (value: number): string => String(Number(value.toPrecision(4)));

/** The measurement that replaced default costs, with what it replaced. */
export const renderCalibration: Section = ({ calibration }, { paint, show }) => {
  if (calibration === null) return [];
  const { name, measured, source, costs } = calibration;
  const { shown, more } = shortened(costs, mostCosts, show);
  return [
    ...wrapped(`Calibrated by ${name}, measured ${measured}`).map((line) => paint("bold", line)),
    ...indented(source),
    ...tableOf<MeasuredCost>(
      [
        ["cost", "left", ({ rule }) => rule],
        ["measured", "right", ({ value }) => figure(value)],
        ["default", "right", (cost) => figure(cost.default)],
      ],
      shown,
    ),
    ...moreLine(more),
  ];
};

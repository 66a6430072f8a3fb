import { short } from "../figures.ts";
import type { AxisLabels } from "../model/chart.ts";

const msPerDay = 86_400_000;

/** How a value of an axis is written. */
export function labelOf(labels: AxisLabels): (value: number) => string {
  switch (labels.kind) {
    case "number":
      return short;
    case "percent":
      return (value) => `${short(100 * value)} %`;
    case "tail":
      return tailLabel;
    case "runs":
      // Between two runs there is none.
      return (number) => (Number.isInteger(number) ? String(number) : "");
    case "days": {
      const { from } = labels;
      return from === null ? (day) => `${short(day)} d` : (day) => dateAfter(from, day);
    }
  }
}

const dateAfter = (from: string, days: number): string =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * msPerDay).toISOString().slice(0, 7);

function tailLabel(tail: number): string {
  if (tail === 2) return "50 %";
  const decades = Math.log10(tail);
  // The axis also labels its ends, which are no round percentiles.
  if (Math.abs(decades - Math.round(decades)) > 0.01) return "";
  return percentileText(tail);
}

/** The percentile that leaves one of `tail` messages: `99.9 %`. */
function percentileText(tail: number): string {
  return `${(100 * (1 - 1 / tail)).toFixed(Math.max(0, Math.ceil(Math.log10(tail) - 1e-9) - 2))} %`;
}

/** A value of an axis as a reader of one point sees it. */
export function pointLabel(labels: AxisLabels, name: string): (value: number) => string {
  switch (labels.kind) {
    case "tail":
      return percentileText;
    case "runs":
      return (number) => `run ${number}`;
    case "number":
      return (value) => `${short(value)} ${name.split(/[ ,]/)[0]}`;
    case "percent":
    case "days":
      return labelOf(labels);
  }
}

import type { EChartsType } from "echarts/core";
import { html, type Markup } from "../markup.ts";
import type { Chart } from "../model/chart.ts";
import { pointLabel } from "./labels.ts";
import type { Size } from "./svg.ts";

/** A page should not grow with the length of a run. */
const mostDetails = 150;

/**
 * Bands over a chart that tell the values at their place, as a browser shows a title under the pointer. For pointers
 * alone: a narrow screen has none, and the numbers are in a table for every reader.
 */
export function hoverDetails(chart: Chart, size: Size, instance: EChartsType): Markup {
  if (size.name === "narrow") return html``;
  const xs = thinned(xsOf(chart));
  if (xs.length < 2) return html``;
  const at = xs.map((x) => instance.convertToPixel({ xAxisIndex: 0 }, x));
  const [nameX, nameY] = [pointLabel(chart.x.labels, "s"), pointLabel(chart.y.labels, chart.y.name)];
  return html`<g class="details">${xs.map((x, i) => {
    const from = i === 0 ? at[0]! : (at[i - 1]! + at[i]!) / 2;
    const to = i === xs.length - 1 ? at[i]! : (at[i]! + at[i + 1]!) / 2;
    const values = chart.lines.flatMap((line) => {
      const y = line.points.find(([of]) => of === x)?.[1];
      return y === undefined || y === null ? [] : [`${line.name}: ${nameY(y)}`];
    });
    return html`<rect x="${from.toFixed(1)}" y="30" width="${Math.max(1, to - from).toFixed(1)}" height="${size.height - 72}"><title>${[nameX(x), ...values].join("\n")}</title></rect>`;
  })}</g>`;
}

/** Where any line of a chart has a point. */
export const xsOf = ({ lines }: Chart): number[] =>
  [...new Set(lines.flatMap(({ points }) => points.map(([x]) => x)))].sort((a, b) => a - b);

/** Evenly spread values of a list, at most so many. */
export function thinned(values: readonly number[], most = mostDetails): number[] {
  const step = Math.ceil(values.length / most);
  return values.filter((_, i) => i % step === 0);
}

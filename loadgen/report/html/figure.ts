import { flowChart } from "../charts/flow-chart.ts";
import { lineChart } from "../charts/line-chart.ts";
import { numbersOf } from "../charts/numbers.ts";
import { html, type Markup } from "../markup.ts";
import type { Chart } from "../model/chart.ts";
import type { Flows } from "../model/flows.ts";
import { scrolling } from "./table.ts";

/** A chart with its legend, and its numbers to unfold. */
export function chartMarkup(chart: Chart): Markup {
  return html`<figure>
<figcaption>${chart.title}<ul class="legend">${chart.lines.map((line) => html`<li class="${line.colour}">${line.name}</li>`)}</ul></figcaption>
${lineChart(chart)}
<details class="numbers"><summary>Numbers of this chart</summary>${scrolling(numbersOf(chart))}</details>
</figure>`;
}

/** The way of the data. */
export function flowsMarkup(flows: Flows): Markup {
  return html`<figure>
<figcaption>${flows.title}<ul class="legend"><li class="fourth block">writes</li><li class="first block">cluster</li><li class="second block">reads</li></ul></figcaption>
${flowChart(flows)}
</figure>`;
}

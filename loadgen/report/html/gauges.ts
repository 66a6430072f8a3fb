import { percent } from "../figures.ts";
import { html, type Markup } from "../markup.ts";
import type { Gauge, Gauges } from "../model/gauges.ts";
import { percentOf } from "./cell.ts";

const colours = ["first", "second"] as const;

/** A bar for each state of each resource, with a line where its limit is, and the figures beside it. */
export function gaugesMarkup({ title, states, gauges }: Gauges): Markup {
  return html`<figure class="gauges">
<figcaption>${title}<ul class="legend">${states.map((state, at) => html`<li class="${colours[at]!} block">${state}</li>`)}<li class="limit">limit</li></ul></figcaption>
<table class="folding" role="table">
<caption class="hidden">${title}</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">resource</th><th scope="col" role="columnheader"><span class="hidden">gauge</span></th>${states.map((state) => html`<th scope="col" role="columnheader" class="number">${state}</th>`)}<th scope="col" role="columnheader" class="number">limit</th></tr></thead>
<tbody role="rowgroup">${gauges.map((gauge) => row(gauge, states))}</tbody>
</table>
</figure>`;
}

function row(gauge: Gauge, states: readonly string[]): Markup {
  const { name, limit, uses, bottleneck } = gauge;
  return html`<tr role="row"${bottleneck === null ? null : html` class="bottleneck"`}><th scope="row" role="rowheader">${name}${bottleneck === null ? null : html` <span class="tag">bottleneck</span>`}</th>
<td role="cell" class="gauge">${scale(gauge, states)}</td>
${uses.map((use, at) => html`<td role="cell" class="number" data-head="${states[at]!}">${at === bottleneck ? html`<strong>${percent(use)}</strong>` : percent(use)}</td>`)}
<td role="cell" class="number" data-head="limit">${limit === null ? "not told" : percent(limit)}</td></tr>
`;
}

function scale({ name, limit, uses }: Gauge, states: readonly string[]): Markup {
  if (uses.every((use) => use === null)) return html`<span class="scale none"></span>`;
  const told = [
    ...states.map((state, at) => `${state} ${percent(uses[at]!)}`),
    ...(limit === null ? [] : [`limit ${percent(limit)}`]),
  ];
  const line = limit === null ? null : html`<span class="line" style="left:${percentOf(limit)}"></span>`;
  return html`<span class="scale" title="${name}: ${told.join(", ")}">${uses.map((use, at) =>
    use === null ? null : html`<span class="use ${colours[at]!}" style="width:${percentOf(use)}"></span>`,
  )}${line}</span>`;
}

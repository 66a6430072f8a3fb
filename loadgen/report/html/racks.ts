import { count } from "../figures.ts";
import { html, type Markup } from "../markup.ts";
import type { Racks } from "../model/racks.ts";
import { some } from "../plan-figures.ts";

/** Brokers of a larger cluster are drawn by their number alone. */
const mostWithFigures = 24;

/** The racks of a cluster with their brokers, and the nodes that keep its metadata. */
export function racksMarkup({ cluster, racks, leadersPerBroker, replicasPerBroker, metadata }: Racks): Markup {
  const brokers = racks.reduce((sum, rack) => sum + rack.brokers.length, 0);
  const apart = racks.length < brokers;
  const leads = `leads ${count(leadersPerBroker)}`;
  const small = brokers > mostWithFigures;
  const host = (broker: number) =>
    html`<li title="broker ${broker}: ${leads} partitions, holds ${count(replicasPerBroker)} replicas">${small ? broker : html`broker ${broker}<span>${leads}</span>`}</li>`;
  const hosts = (of: readonly number[]) => html`<ul class="hosts${small ? " small" : ""}">${of.map(host)}</ul>`;
  return html`<figure class="racks">
<figcaption>Brokers of ${cluster}${apart ? html`, by rack` : null}<span class="note">${apart ? null : html` No racks are told.`} The busiest leads ${count(leadersPerBroker)} partitions and holds ${count(replicasPerBroker)} replicas.</span></figcaption>
<div class="site">${
    apart
      ? racks.map(
          (rack) =>
            html`<div class="rack"><p>${rack.name}: ${some(rack.brokers.length, "broker")}</p>${hosts(rack.brokers)}</div>`,
        )
      : html`<div class="rack">${hosts(racks.flatMap((rack) => rack.brokers))}</div>`
  }<div class="rack metadata"><p>${metadata.name}</p><ul class="hosts small">${Array.from({ length: metadata.nodes }, (_, at) => html`<li>${at + 1}</li>`)}</ul></div></div>
</figure>`;
}

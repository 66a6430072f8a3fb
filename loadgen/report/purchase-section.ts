import type { Choice, Cost, Plan } from "../../sizing/plan.ts";
import { percent } from "./figures.ts";
import { html, type Markup } from "./markup.ts";
import { amount, hasZoneTraffic, money, shareOf, zoneTrafficNote } from "./plan-figures.ts";
import { table } from "./table.ts";

/** What is bought from a catalogue: the cost by line, the chosen offer and what leaves more room. */
export function purchaseSection({ cost, choice }: Plan): Markup {
  return html`${cost === null ? null : costPart(cost)}
${choice === null ? null : choicePart(choice, cost?.currency ?? "price")}`;
}

function costPart(cost: Cost): Markup {
  return html`<h3>Cost: ${money(cost.perMonth)} ${cost.currency} a month</h3>
<p>At prices of ${cost.pricesAsOf}. ${hasZoneTraffic(cost) ? zoneTrafficNote : null}</p>
${table(
  "Cost of a month",
  [
    { head: "line", cell: ({ name }) => name },
    { head: cost.currency, numeric: true, cell: ({ perMonth }) => money(perMonth) },
    { head: "share", numeric: true, cell: (line) => percent(shareOf(cost, line)) },
  ],
  cost.lines,
)}`;
}

function choicePart({ offer, considered, unpriced, frontier }: Choice, currency: string): Markup {
  return html`<h3>Chosen: ${offer}</h3>
<p>${amount(considered)} offers were considered${unpriced > 0 ? `; ${amount(unpriced)} have no price` : ""}.</p>
${table(
  "Cost against headroom, of the brokers alone",
  [
    { head: "offer", cell: ({ name }) => name },
    { head: "clusters", numeric: true, cell: ({ clusters }) => amount(clusters) },
    { head: "brokers", numeric: true, cell: ({ brokers }) => amount(brokers) },
    { head: `${currency} a month`, numeric: true, cell: ({ perMonth }) => (perMonth === null ? "-" : money(perMonth)) },
    { head: "headroom", numeric: true, cell: ({ headroom }) => percent(headroom) },
  ],
  frontier,
)}`;
}

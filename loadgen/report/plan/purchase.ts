import type { Plan } from "../../../sizing/plan.ts";
import type { Choice, Cost } from "../../../sizing/planned/cost.ts";
import { percent } from "../figures.ts";
import { type Block, section, table, text } from "../model/block.ts";
import { amount, hasZoneTraffic, money, shareOf, zoneTrafficNote } from "../plan-figures.ts";

/** What is bought from a catalogue: the cost by line, the chosen offer and what leaves more room. */
export function purchaseBlocks({ cost, choice }: Plan): Block[] {
  return [
    ...(cost === null ? [] : costBlocks(cost)),
    ...(choice === null ? [] : choiceBlocks(choice, cost?.currency ?? "price")),
  ];
}

function costBlocks(cost: Cost): Block[] {
  const note = hasZoneTraffic(cost) ? ` ${zoneTrafficNote}` : "";
  return [
    text(`${money(cost.perMonth)} ${cost.currency} a month at prices of ${cost.pricesAsOf}.${note}`),
    table(
      "Cost of a month",
      [
        { head: "line", cell: ({ name }) => name },
        { head: cost.currency, numeric: true, cell: ({ perMonth }) => money(perMonth) },
        {
          head: "share",
          cell: (line) => ({ kind: "bar", fraction: shareOf(cost, line), text: percent(shareOf(cost, line)) }),
        },
      ],
      cost.lines,
    ),
  ];
}

function choiceBlocks({ offer, considered, unpriced, frontier }: Choice, currency: string): Block[] {
  return [
    section(
      `Chosen: ${offer}`,
      text(`${amount(considered)} offers were considered${unpriced > 0 ? `; ${amount(unpriced)} have no price` : ""}.`),
      table(
        "Cost against headroom, of the brokers alone",
        [
          { head: "offer", cell: ({ name }) => name },
          { head: "clusters", numeric: true, cell: ({ clusters }) => amount(clusters) },
          { head: "brokers", numeric: true, cell: ({ brokers }) => amount(brokers) },
          {
            head: `${currency} a month`,
            numeric: true,
            cell: ({ perMonth }) => (perMonth === null ? "-" : money(perMonth)),
          },
          { head: "headroom", numeric: true, cell: ({ headroom }) => percent(headroom) },
        ],
        frontier,
      ),
    ),
  ];
}

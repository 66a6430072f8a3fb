import { percent } from "../../../loadgen/report/figures.ts";
import { amount, money, some } from "../../../loadgen/report/plan-figures.ts";
import type { Plan } from "../../../sizing/plan.ts";
import type { Choice } from "../../../sizing/planned/cost.ts";
import type { Paint } from "../../terminal.ts";
import { indented, wrapped } from "../lines.ts";
import { type Column, moreLine, shortened, tableOf } from "../table.ts";
import type { Section } from "./section.ts";

const mostOffers = 12;

type Offer = Choice["frontier"][number];

const isPriced = (frontier: readonly Offer[]): boolean => frontier.some(({ perMonth }) => perMonth !== null);

function consideredSentence({ considered, unpriced, frontier }: Choice): string {
  const priced = isPriced(frontier);
  const from = `${priced ? "The cheapest" : "The fewest cores"} of ${some(considered, "offer")} considered`;
  if (unpriced === 0) return `${from}.`;
  if (!priced) return `${from}; none of them has a price.`;
  return `${from}; ${amount(unpriced)} more without a price ${unpriced === 1 ? "was" : "were"} left out.`;
}

function frontierTable({ frontier, offer }: Choice, { cost }: Plan, show: "main" | "all", paint: Paint): string[] {
  const { shown, more } = shortened(frontier, mostOffers, show);
  const price: Column<Offer> = [
    `${cost?.currency ?? "cost"} a month`,
    "right",
    ({ perMonth }) => (perMonth === null ? "-" : money(perMonth)),
  ];
  const lines = tableOf<Offer>(
    [
      ["offer", "left", ({ name }) => name],
      ["clusters", "right", ({ clusters }) => amount(clusters)],
      ["brokers", "right", ({ brokers }) => amount(brokers)],
      ...(isPriced(frontier) ? [price] : []),
      ["headroom", "right", ({ headroom }) => percent(headroom)],
      ["", "left", ({ name }) => (name === offer ? "< chosen" : "")],
    ],
    shown,
  );
  return [...lines.map((line) => line.replace(/< chosen$/, paint("green", "< chosen"))), ...moreLine(more)];
}

/** What was chosen from a catalogue, and what costs more but leaves more room. */
export const renderChoice: Section = (plan, { paint, show }) => {
  const { choice } = plan;
  if (choice === null) return [];
  const order = isPriced(choice.frontier) ? "Brokers alone, cheapest first" : "Fewest cores first";
  const note = `${order}; headroom is what the fullest resource leaves of its limit.`;
  return [
    ...wrapped(`Chosen: ${choice.offer}`).map((line) => paint("bold", line)),
    ...indented(consideredSentence(choice)),
    ...frontierTable(choice, plan, show, paint),
    ...indented(note).map((line) => paint("dim", line)),
  ];
};

import type { Plan } from "../../sizing/plan.ts";
import type { Listing } from "./listing.ts";
import { html, type Markup } from "./markup.ts";
import { serviceFigures } from "./service-figures.ts";
import { table } from "./table.ts";

/** The services around Kafka: nodes and bottleneck of each, its jobs, what a node needs. */
export function servicesSection({ services }: Plan): Markup {
  return html`${services.map(serviceFigures).map(
    ({ title, sentence, listings }) => html`<h3>${title}</h3>
<p>${sentence}.</p>
${listings.map((listing) => listingTable(title, listing))}`,
  )}`;
}

const listingTable = (of: string, { title, columns, rows }: Listing): Markup =>
  table(
    `${of}: ${title}`,
    columns.map(({ head, numeric }, at) => ({ head, numeric, cell: (row: readonly string[]) => row[at] ?? "" })),
    rows,
  );

import { serviceFigures } from "../../../loadgen/report/service-figures.ts";
import { wrapped } from "../lines.ts";
import { listingTable } from "../table.ts";
import type { Section } from "./section.ts";

/** Each service around Kafka: nodes and bottleneck, jobs, what a node needs. */
export const renderServices: Section = ({ services }, { paint, show }) =>
  services
    .map(serviceFigures)
    .flatMap(({ title, sentence, listings }, at) => [
      ...(at === 0 ? [] : [""]),
      ...wrapped(`${title}: ${sentence}.`, 3).map((line) => line.replace(`${title}:`, paint("bold", `${title}:`))),
      ...listings.flatMap((listing) => ["", `  ${listing.title}`, ...listingTable(listing, show)]),
    ]);

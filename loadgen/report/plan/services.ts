import type { Plan } from "../../../sizing/plan.ts";
import { type Block, section, text } from "../model/block.ts";
import { serviceFigures } from "../service-figures.ts";

/** The services around Kafka: nodes and bottleneck of each, its jobs, what a node needs. */
export function serviceBlocks({ services }: Plan): Block[] {
  return services
    .map(serviceFigures)
    .map(({ title, sentence, listings }) =>
      section(
        title,
        text(`${sentence}.`),
        ...listings.map(
          ({ title: of, columns, rows }): Block => ({ kind: "table", caption: `${title}: ${of}`, columns, rows }),
        ),
      ),
    );
}

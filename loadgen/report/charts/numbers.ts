import { type Table, table } from "../model/block.ts";
import type { Chart } from "../model/chart.ts";
import { thinned, xsOf } from "./hover.ts";
import { pointLabel } from "./labels.ts";

const mostRows = 40;

/** The numbers of a chart as a table, at most 40 rows spread over it, for readers who cannot see or hover it. */
export function numbersOf({ title, x, y, lines, ...chart }: Chart): Table {
  const shown = thinned(xsOf({ title, x, y, lines, ...chart }), mostRows);
  const [nameX, nameY] = [pointLabel(x.labels, "s"), pointLabel(y.labels, y.name)];
  return table<number>(
    title,
    [
      { head: headOf(x.labels.kind), cell: nameX },
      ...lines.map(({ name, points }) => {
        const at = new Map(points);
        return {
          head: name,
          numeric: true,
          cell: (of: number) => {
            const value = at.get(of);
            return value === undefined || value === null ? "-" : nameY(value);
          },
        };
      }),
    ],
    shown,
  );
}

function headOf(kind: Chart["x"]["labels"]["kind"]): string {
  switch (kind) {
    case "tail":
      return "percentile";
    case "days":
      return "day";
    case "runs":
      return "run";
    case "number":
    case "percent":
      return "time";
  }
}

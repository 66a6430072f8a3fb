import type { Chart } from "../model/chart.ts";
import { xsOf } from "./hover.ts";
import { markNumbers } from "./mark-numbers.ts";
import type { Size } from "./svg.ts";

/** What is marked in a chart beside its lines: shaded parts, events, deeds, the limit. */
export function annotations(chart: Chart, size: Size, fontSize: number) {
  const { shaded, marks = [], deeds = [], limit } = chart;
  const label = { color: "var(--event)", fontSize };
  const numbers = markNumbers(marks, xsOf(chart), size.width / (2.5 * fontSize));
  return {
    markArea: {
      silent: true,
      itemStyle: { color: "var(--shade)" },
      data: shaded ? [[{ xAxis: shaded[0] }, { xAxis: shaded[1] }]] : [],
    },
    markLine: {
      silent: true,
      symbol: "none",
      lineStyle: { color: "var(--event)", type: "solid" as const, width: 1.5 },
      data: [
        ...marks.map((xAxis, i) => ({
          xAxis,
          label: { ...label, formatter: numbers[i], fontWeight: "bold" as const },
        })),
        ...deeds.map(({ x, kind, text: formatter }) => ({
          xAxis: x,
          lineStyle: { type: kind === "begin" ? ("solid" as const) : ("dashed" as const), width: 2 },
          // Along the line, so that the number of an event at the same point has its place above; curves meet a limit there.
          label: { ...label, formatter, position: limit === undefined ? "insideEndTop" : "insideStartTop" } as const,
        })),
        ...(limit === undefined
          ? []
          : [{ yAxis: limit.y, label: { ...label, formatter: limit.text, position: "insideStartTop" as const } }]),
      ],
    },
  } as const;
}

import { LineChart } from "echarts/charts";
import { GridComponent, MarkAreaComponent, MarkLineComponent } from "echarts/components";
import { use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { html, type Markup } from "../markup.ts";
import type { Axis, Chart, Line } from "../model/chart.ts";
import { annotations } from "./annotations.ts";
import { hoverDetails } from "./hover.ts";
import { labelOf } from "./labels.ts";
import { type Drawing, draw, type Size } from "./svg.ts";

use([LineChart, GridComponent, MarkLineComponent, MarkAreaComponent, SVGRenderer]);

const sizes: readonly Size[] = [
  { name: "wide", width: 920, height: 280 },
  { name: "narrow", width: 350, height: 240 },
];

/** Draws a line chart; colours are the page's CSS variables, so it follows its scheme. */
export function lineChart(chart: Chart): Markup {
  return html`${sizes.map((size) =>
    draw(
      {
        id: chart.id,
        alt: chart.alt,
        option: option(chart, size),
        finish: (svg, instance) => svg.replace(/<\/svg>\s*$/, `${hoverDetails(chart, size, instance).text}</svg>`),
      },
      size,
    ),
  )}`;
}

function option(chart: Chart, size: Size): Drawing["option"] {
  const text = { color: "var(--muted)", fontSize: size.name === "wide" ? 12 : 11, fontFamily: "inherit" };
  const axis = (of: Axis, ticks: number) => ({
    type: of.scale === "log" ? ("log" as const) : ("value" as const),
    name: of.name,
    nameTextStyle: text,
    splitNumber: ticks,
    ...(of.max === undefined ? {} : { max: of.max }),
    axisLabel: { ...text, formatter: labelOf(of.labels), hideOverlap: true },
    axisTick: { show: false },
  });
  return {
    animation: false,
    grid: { left: 4, right: 16, top: 30, bottom: 22, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: {
      ...axis(chart.x, size.name === "wide" ? 10 : 4),
      min: "dataMin",
      max: chart.x.max ?? "dataMax",
      ...(chart.x.labels.kind === "days"
        ? { axisLabel: { ...text, formatter: labelOf(chart.x.labels), hideOverlap: true, showMaxLabel: false } }
        : {}),
      nameLocation: "middle",
      nameGap: 24,
      splitLine: { show: false },
      axisLine: { onZero: false, lineStyle: { color: "var(--axis)" } },
    },
    yAxis: {
      ...axis(chart.y, 4),
      nameTextStyle: { ...text, align: "left" },
      splitLine: { lineStyle: { color: "var(--grid)" } },
      axisLine: { show: false },
    },
    series: chart.lines.map((line, i) => ({
      ...seriesOf(line),
      ...(i === 0 ? annotations(chart, size, text.fontSize) : {}),
    })),
  };
}

function seriesOf(line: Line) {
  const colour = `var(--${line.colour})`;
  return {
    type: "line" as const,
    silent: true,
    sampling: "lttb" as const,
    // A single point makes no line.
    showSymbol: line.apart === true || line.points.length === 1,
    symbol: line.apart ? ("circle" as const) : ("emptyCircle" as const),
    symbolSize: line.apart ? 9 : 7,
    itemStyle: { color: colour },
    lineStyle: {
      color: colour,
      width: widthOf(line),
      opacity: line.broad ? 0.55 : 1,
      type: line.colour === "due" ? ("dashed" as const) : ("solid" as const),
    },
    data: line.points.map(([x, y]) => [x, y === null ? "-" : y]),
  };
}

function widthOf({ apart, broad }: Line): number {
  if (apart) return 0;
  return broad ? 5 : 2;
}

import { LineChart } from "echarts/charts";
import { GridComponent, MarkAreaComponent, MarkLineComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { html, type Markup, trusted } from "./markup.ts";

use([LineChart, GridComponent, MarkLineComponent, MarkAreaComponent, SVGRenderer]);

/** Names of the line colours of style.ts; `due` is dashed, for what was asked for rather than measured. */
export type LineColour = "due" | "first" | "second" | "third" | "fourth";

export type Line = {
  name: string;
  colour: LineColour;
  /** Drawn broad and pale, so that a line which coincides with it stays visible. */
  broad?: boolean;
  /** Points in ascending x; null leaves a gap. */
  points: readonly (readonly [x: number, y: number | null])[];
};

export type Axis = { name: string; scale: "linear" | "log"; label: (value: number) => string; max?: number };

export type Chart = {
  /** Letters and hyphens; unique in the page. */
  id: string;
  title: string;
  /** What a reader who cannot see the chart should know. */
  alt: string;
  x: Axis;
  y: Axis;
  lines: readonly Line[];
  /** Part of the x axis to shade, such as the warm-up. */
  shaded?: readonly [from: number, to: number];
  /** Where something happened; marked by the numbers 1, 2, 3 in this order. */
  marks?: readonly number[];
  /** Where something was done, marked by its words; `end` where it was taken back. */
  deeds?: readonly Deed[];
};

/** Something that was done at a point of the x axis. */
export type Deed = { x: number; kind: "begin" | "end"; text: string };

type Size = { name: "wide" | "narrow"; width: number; height: number };

// Two drawings, and the style sheet shows the one that fits: one drawing scaled down has illegible labels on a phone.
const sizes: readonly Size[] = [
  { name: "wide", width: 920, height: 280 },
  { name: "narrow", width: 350, height: 240 },
];

/** Draws a line chart as a figure with a legend; colours are the page's CSS variables, so it follows its scheme. */
export function lineChart(chart: Chart): Markup {
  const legend = chart.lines.map((line) => html`<li class="${line.colour}">${line.name}</li>`);
  return html`<figure>
<figcaption>${chart.title}<ul class="legend">${legend}</ul></figcaption>
${sizes.map((size) => draw(chart, size))}
</figure>`;
}

function draw(chart: Chart, size: Size): Markup {
  const instance = init(null, null, { renderer: "svg", ssr: true, width: size.width, height: size.height });
  try {
    instance.setOption(option(chart, size));
    const svg = instance
      .renderToSVGString()
      .replace(/<style[\s\S]*?<\/style>/g, "")
      .replace(/ (?:ecmeta_\w+|class|pointer-events)="[^"]*"/g, "")
      // The library counts its drawings per process; ids must depend on the page only.
      .replace(/\bzr\d+-/g, `${chart.id}-${size.name}-`)
      .replace(/^<svg [^>]*?viewBox/, `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox`);
    return html`<div class="${size.name}">${trusted(svg.replace('role="img"', html`role="img" aria-label="${chart.alt}"`.text))}</div>`;
  } finally {
    instance.dispose();
  }
}

function option(chart: Chart, size: Size): Parameters<ReturnType<typeof init>["setOption"]>[0] {
  const text = { color: "var(--muted)", fontSize: size.name === "wide" ? 12 : 11, fontFamily: "inherit" };
  const axis = (of: Axis, ticks: number) => ({
    type: of.scale === "log" ? ("log" as const) : ("value" as const),
    name: of.name,
    nameTextStyle: text,
    splitNumber: ticks,
    ...(of.max === undefined ? {} : { max: of.max }),
    axisLabel: { ...text, formatter: of.label, hideOverlap: true },
    axisTick: { show: false },
  });
  const ticks = size.name === "wide" ? 10 : 5;
  return {
    animation: false,
    grid: { left: 4, right: 16, top: 30, bottom: 22, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: {
      ...axis(chart.x, ticks),
      min: "dataMin",
      max: chart.x.max ?? "dataMax",
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
      type: "line" as const,
      silent: true,
      sampling: "lttb" as const,
      // A single point makes no line.
      showSymbol: line.points.length === 1,
      symbolSize: 7,
      itemStyle: { color: `var(--${line.colour})` },
      lineStyle: {
        color: `var(--${line.colour})`,
        width: line.broad ? 5 : 2,
        opacity: line.broad ? 0.55 : 1,
        type: line.colour === "due" ? ("dashed" as const) : ("solid" as const),
      },
      data: line.points.map(([x, y]) => [x, y === null ? "-" : y]),
      ...(i === 0 ? annotations(chart, text) : {}),
    })),
  };
}

function annotations(chart: Chart, text: { fontSize: number }) {
  return {
    markArea: {
      silent: true,
      itemStyle: { color: "var(--shade)" },
      data: chart.shaded ? [[{ xAxis: chart.shaded[0] }, { xAxis: chart.shaded[1] }]] : [],
    },
    markLine: {
      silent: true,
      symbol: "none",
      lineStyle: { color: "var(--event)", type: "solid" as const, width: 1.5 },
      data: [
        ...(chart.marks ?? []).map((xAxis, i) => ({
          xAxis,
          label: { ...label(text), formatter: String(i + 1), fontWeight: "bold" as const },
        })),
        ...(chart.deeds ?? []).map(({ x, kind, text: formatter }) => ({
          xAxis: x,
          lineStyle: { type: kind === "begin" ? ("solid" as const) : ("dashed" as const), width: 2 },
          // Along the line, so that the number of an event at the same point has its place above.
          label: { ...label(text), formatter, position: "insideEndTop" as const },
        })),
      ],
    },
  } as const;
}

function label({ fontSize }: { fontSize: number }) {
  return { color: "var(--event)", fontSize };
}

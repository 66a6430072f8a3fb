import { SankeyChart } from "echarts/charts";
import { use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { formatBytesPerSecond } from "../../../sizing/index.ts";
import { escapeMarkup, html, type Markup } from "../markup.ts";
import type { FlowNode, Flows } from "../model/flows.ts";
import { type Drawing, draw, type Size } from "./svg.ts";

use([SankeyChart, SVGRenderer]);

const colours: Record<FlowNode["kind"], string> = {
  source: "var(--fourth)",
  cluster: "var(--first)",
  reader: "var(--second)",
};

/** Draws who writes to which cluster and who reads from it; a band is as broad as its rate. */
export function flowChart(flows: Flows): Markup {
  const drawings = sizesOf(flows).map((size) =>
    draw(
      {
        id: flows.id,
        alt: flows.alt,
        option: option(flows, size),
        finish: (svg) => withTitles(svg, titlesOf(flows)),
      },
      size,
    ),
  );
  if (drawings.length > 1) return html`${drawings}`;
  return html`<div class="scrolling flows" tabindex="0" role="group" aria-label="${flows.title}">${drawings}</div>`;
}

/** Room for the labels of the fullest column. The many columns of several clusters fit no narrow screen: it scrolls. */
function sizesOf({ nodes }: Flows): Size[] {
  const number = (kind: FlowNode["kind"]) => nodes.filter((node) => node.kind === kind).length;
  const most = Math.max(number("source"), number("cluster"), number("reader"));
  const height = Math.max(150, 56 * most);
  if (number("cluster") > 1) return [{ name: "any", width: 920, height }];
  return [
    { name: "wide", width: 920, height },
    { name: "narrow", width: 350, height: Math.max(180, 64 * most) },
  ];
}

function option({ nodes, flows }: Flows, size: Size): Drawing["option"] {
  const wide = size.name !== "narrow";
  return {
    animation: false,
    series: [
      {
        type: "sankey",
        left: 2,
        right: wide ? 190 : 104,
        top: 14,
        bottom: 14,
        nodeWidth: wide ? 14 : 10,
        nodeGap: wide ? 22 : 30,
        layoutIterations: 32,
        draggable: false,
        label: {
          color: "var(--ink)",
          fontSize: wide ? 13 : 11,
          lineHeight: wide ? 16 : 13,
          fontFamily: "inherit",
          width: wide ? 180 : 96,
          overflow: "truncate",
          formatter: ({ name }: { name: string }) => {
            const node = nodes.find(({ id }) => id === name)!;
            return `${node.name}\n${wide ? node.detail : node.detail.replaceAll(", ", "\n")}`;
          },
        },
        data: nodes.map(({ id, kind }) => ({ name: id, itemStyle: { color: colours[kind] } })),
        links: flows.map(({ from, to, bytesPerSecond }) => ({
          source: from,
          target: to,
          value: bytesPerSecond,
          lineStyle: { color: colours[nodes.find(({ id }) => id === from)!.kind], opacity: 0.3 },
        })),
      },
    ],
  };
}

/** What the bands, and then the places, tell under the pointer. */
function titlesOf({ nodes, flows }: Flows): string[] {
  const name = new Map(nodes.map((node) => [node.id, node.name]));
  return [
    ...flows.map(
      ({ from, to, bytesPerSecond }) => `${name.get(from)} to ${name.get(to)}: ${formatBytesPerSecond(bytesPerSecond)}`,
    ),
    ...nodes.map((node) => `${node.name}: ${node.detail}`),
  ];
}

/** The library draws a path for each band and then for each place, in their order, and numbers both. */
function withTitles(svg: string, titles: readonly string[]): string {
  let drawn = 0;
  return svg.replace(/(<path [^>]*ecmeta_data_index="\d+"[^>]*>)<\/path>/g, (_, open: string) => {
    const title = titles[drawn++] ?? "";
    return `${open}<title>${escapeMarkup(title)}</title></path>`;
  });
}

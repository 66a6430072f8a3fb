import { paintedBar } from "../../ink/bar.ts";
import { type Look, paintOf } from "../../ink/look.ts";
import { asciiBar, unicodeBar } from "../../views/bar.ts";
import { cut } from "../../views/lines.ts";
import type { ResourceFigure } from "../../views/plan/resources.ts";

const leastBar = 6;
const mostBar = 48;
const withLimits = 54;
const mark = " <";
const longestName = 14;

type Cell = readonly [head: string, text: (figure: ResourceFigure) => string];

const uses: readonly Cell[] = [
  ["normal", ({ normal }) => normal],
  ["loss", ({ degraded }) => degraded],
];
const limit: Cell = ["limit", (figure) => figure.limit];

/** How near a resource is to its limit in its worse state; 1 is at the limit. */
const nearness = ({ gauge: { used, worst, limit: most } }: ResourceFigure): number =>
  Math.max(used, worst ?? 0) / (most ?? 1);

/** So many of the figures, those nearest to their limit, in the order that they had. */
export function nearest(figures: readonly ResourceFigure[], most: number): ResourceFigure[] {
  const kept = new Set(figures.toSorted((a, b) => nearness(b) - nearness(a)).slice(0, most));
  return figures.filter((figure) => kept.has(figure));
}

/**
 * Rows of resources under a head: use normally and after the loss, limit where there is room, and one bar of all three.
 * @param whose names the cluster, where there are several
 */
export function gaugeLines(figures: readonly ResourceFigure[], whose: string, columns: number, look: Look): string[] {
  const paint = paintOf(look);
  const wide = columns >= withLimits;
  const gap = wide ? "  " : " ";
  const cells = wide ? [...uses, limit] : uses;
  const name = cut(whose, longestName);
  const title = Math.max(name.length, ...figures.map((figure) => figure.title.length));
  const widths = cells.map(([head, text]) => Math.max(head.length, ...figures.map((figure) => text(figure).length)));
  const text = (first: string, texts: readonly string[]): string =>
    [first.padEnd(title), ...texts.map((one, at) => one.padStart(widths[at]!))].join(gap);
  const head = text(
    name,
    cells.map(([name]) => name),
  );
  const bar = Math.min(mostBar, columns - head.length - gap.length - mark.length);
  const rows = figures.map((figure) => {
    const row = text(
      figure.title,
      cells.map(([, of]) => of(figure)),
    );
    const drawn = bar < leastBar ? "" : `${gap}${paintedBar(figure.gauge, bar, look)}`;
    return `${figure.isBottleneck ? paint("bold", row) : row}${drawn}${figure.isBottleneck ? paint(["yellow", "bold"], mark) : ""}`;
  });
  const glyphs = look.unicode ? unicodeBar : asciiBar;
  const legend = `${glyphs.used} normal ${glyphs.worst} loss ${glyphs.limit} limit`;
  const explained = bar >= legend.length ? `${head}${gap}${legend}` : head;
  return [paint("dim", explained), ...rows];
}

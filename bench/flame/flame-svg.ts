import { escapeMarkup } from "../../loadgen/report/markup.ts";
import type { Frame } from "./stacks.ts";

const width = 1200;
const rowHeight = 17;
const characterWidth = 6.6;
/** Narrower than this nothing is drawn: nobody could see it, and the file stays small. */
const leastWidth = 0.6;

/** A flame graph: callers below, callees on top, as wide as their share; the figures show on hovering. */
export function flameSvg(title: string, root: Frame): string {
  const depth = depthOf(root);
  const height = (depth + 2) * rowHeight;
  const boxes: string[] = [];
  const draw = (frame: Frame, x: number, level: number): void => {
    const w = (width * frame.weight) / root.weight;
    if (w < leastWidth) return;
    boxes.push(box(frame, x, height - (level + 1) * rowHeight, w, frame.weight / root.weight));
    let at = x;
    for (const callee of frame.callees) {
      draw(callee, at, level + 1);
      at += (width * callee.weight) / root.weight;
    }
  };
  draw(root, 0, 0);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="monospace" font-size="11">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="4" y="13" font-size="13">${escapeMarkup(title)}</text>`,
    ...boxes,
    "</svg>",
    "",
  ].join("\n");
}

function box({ name, weight }: Frame, x: number, y: number, w: number, share: number): string {
  const fits = Math.floor((w - 4) / characterWidth);
  const label = fits < 3 ? "" : `<text x="${round(x + 2)}" y="${y + 12}">${escapeMarkup(name.slice(0, fits))}</text>`;
  const hover = `<title>${escapeMarkup(`${name}: ${(100 * share).toFixed(1)} %, ${round(weight)}`)}</title>`;
  return `<g>${hover}<rect x="${round(x)}" y="${y}" width="${round(w)}" height="${rowHeight - 1}" fill="${colour(name)}"/>${label}</g>`;
}

/** The same name has the same colour in every graph. */
function colour(name: string): string {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + character.charCodeAt(0)) % 360_007;
  return `hsl(${20 + (hash % 40)} 85% ${68 + (hash % 13)}%)`;
}

function depthOf({ weight, callees }: Frame, least = weight / (width / leastWidth)): number {
  return 1 + Math.max(0, ...callees.filter((callee) => callee.weight >= least).map((callee) => depthOf(callee, least)));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

import { percent } from "./figures.ts";
import { html, type Markup } from "./markup.ts";

/** A horizontal bar filled to a fraction of its length, with its figure; the figure alone where nothing was measured. */
export function bar(fraction: number | null, figure: string = percent(fraction), emphasis = ""): Markup {
  if (fraction === null) return html`<span class="none">${figure}</span>`;
  const width = (100 * Math.min(1, fraction)).toFixed(1);
  return html`<span class="bar ${emphasis}"><span class="track"><span class="fill" style="width:${width}%"></span></span><span class="figure">${figure}</span></span>`;
}

import { init } from "echarts/core";
import { html, type Markup, trusted } from "../markup.ts";

/** Drawings are made twice, and the style sheet shows the one that fits, since scaled down labels are illegible. */
export interface Size {
  readonly name: "wide" | "narrow" | "any";
  readonly width: number;
  readonly height: number;
}

type Instance = ReturnType<typeof init>;

/** What a drawing is of, and how the library draws it. */
export interface Drawing {
  /** Letters, digits and hyphens; unique in the page. */
  readonly id: string;
  readonly alt: string;
  readonly option: Parameters<Instance["setOption"]>[0];
  /** Changes the drawn elements, before what only the library needs is removed. */
  readonly finish: (svg: string, instance: Instance) => string;
}

/** Draws in SVG without a browser; colours may be the page's CSS variables. */
export function draw({ id, alt, option, finish }: Drawing, size: Size): Markup {
  const instance = init(null, null, { renderer: "svg", ssr: true, width: size.width, height: size.height });
  try {
    instance.setOption(option);
    const svg = finish(instance.renderToSVGString(), instance)
      .replace(/<style[\s\S]*?<\/style>/g, "")
      .replace(/ (?:ecmeta_\w+|class="zr[^"]*"|pointer-events)(?:="[^"]*")?/g, "")
      // The library counts its drawings per process; ids must depend on the page only.
      .replace(/\bzr\d+-/g, `${id}-${size.name}-`)
      .replace(/^<svg [^>]*?viewBox/, `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox`)
      .replace('role="img"', html`role="img" aria-label="${alt}"`.text);
    return html`<div class="${size.name}">${trusted(svg)}</div>`;
  } finally {
    instance.dispose();
  }
}

import { html, inlineCode, type Markup, trusted } from "../markup.ts";
import type { ReportModel } from "../model/report.ts";
import type { Verdict } from "../verdict.ts";
import { blocksMarkup, factsMarkup } from "./blocks.ts";
import { style } from "./style/style.ts";

/**
 * Renders a report as one HTML document that needs nothing else: no script, no network, charts as SVG, light and dark,
 * screen and paper. The same report gives the same bytes.
 */
export function renderHtml(report: ReportModel): string {
  const { name, title, verdict, highlights, parts } = report;
  return `<!doctype html>\n${
    html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#content">To the content</a>
<header>
<p class="kind">Plimsoll ${report.subject}</p>
<h1>${name}</h1>
<p class="verdict ${verdict.word}"><strong>${signs[verdict.word]} ${verdict.word}</strong> ${inlineCode(verdict.sentence)}</p>
<div class="highlights">${factsMarkup(highlights)}</div>
${besides(report)}
<nav aria-label="Contents"><ol>${parts.map((part) => html`<li><a href="#${part.id}">${part.title}</a></li>`)}</ol></nav>
</header>
<main id="content" tabindex="-1">
${parts.map(
  (part) => html`<section id="${part.id}" aria-labelledby="${part.id}-title">
<h2 id="${part.id}-title">${part.title}</h2>
${blocksMarkup(part.blocks, 3)}</section>
`,
)}</main>
<footer><p class="note">Made by <code>plimsoll report</code>. Charts tell their values under the pointer; each has its numbers in a table below it.</p></footer>
</body>
</html>`.text
  }\n`;
}

const signs: Record<Verdict["word"], string> = {
  pass: "✓",
  fail: "✗",
  invalid: "?",
  planned: "✓",
  refused: "✗",
  measured: "",
  compared: "",
};

function besides({ besides: others }: ReportModel): Markup | null {
  if (others.length === 0) return null;
  return html`<ul class="besides">${others.map(
    ({ part, sentence }) => html`<li>${part === null ? null : html`<b>${part}</b> `}${inlineCode(sentence)}</li>`,
  )}</ul>`;
}

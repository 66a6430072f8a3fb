import type { Plan } from "../../sizing/plan.ts";
import type { Mark } from "../proof/mark.ts";
import type { Proof } from "../proof/proof.ts";
import { markSection } from "./mark-section.ts";
import { html, inlineCode, type Markup, trusted } from "./markup.ts";
import { planSection } from "./plan-section.ts";
import { proofSection } from "./proof-section.ts";
import { style } from "./style.ts";
import { markVerdict, planVerdict, proofVerdict, type Verdict } from "./verdict.ts";

/** What a report is made of; the later parts are left out where they were not run. */
export type ReportParts = { plan: Plan; proof?: Proof; mark?: Mark };

/**
 * Renders one HTML document that needs nothing else: no script, no network, charts as SVG, light and dark. The same
 * parts give the same bytes.
 */
export function renderReport({ plan, proof, mark }: ReportParts): string {
  const title = `${plan.name}: ${proof ? "plan and proof" : "plan"}`;
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
<header>
<p class="kind">Plimsoll report</p>
<h1>${plan.name}</h1>
${verdicts(plan, proof, mark)}
</header>
<main>
${planSection(plan)}
${proof ? proofSection(proof) : null}
${mark ? markSection(mark) : null}
</main>
</body>
</html>`.text
  }\n`;
}

const signs = { pass: "✓", fail: "✗", invalid: "?", planned: "✓", refused: "✗", measured: "" } as const;

function verdicts(plan: Plan, proof: Proof | undefined, mark: Mark | undefined): Markup {
  const planned = planVerdict(plan);
  const first = proof ? proofVerdict(proof) : planned;
  const others = [
    ...(proof ? [["plan", planned] as const] : [["proof", null] as const]),
    ...(mark ? [["mark", markVerdict(mark)] as const] : []),
  ];
  return html`<p class="verdict ${first.word}"><strong>${signs[first.word]} ${first.word}</strong> ${inlineCode(first.sentence)}</p>
<nav aria-label="Parts"><ul>${others.map(([part, verdict]) => outline(part, verdict))}</ul></nav>`;
}

function outline(part: string, verdict: Verdict | null): Markup {
  if (verdict === null) return html`<li>Not proven: no load has been run against this plan.</li>`;
  return html`<li><a href="#${part}">${part}</a> ${inlineCode(verdict.sentence)}</li>`;
}

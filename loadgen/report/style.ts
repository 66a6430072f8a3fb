/** The style sheet of the report: light and dark, wide and narrow, screen and paper. Charts use its colour variables. */
export const style = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --panel: #f6f7f9; --ink: #1b1f24; --muted: #57606a; --rule: #d8dee4;
  --grid: #e7eaee; --axis: #8c959f; --shade: rgb(87 96 106 / 9%); --track: #e7eaee;
  --due: #6e7781; --first: #1f6fc5; --second: #c4570a; --third: #8250df; --fourth: #1a7f53; --event: #b3261e;
  --good: #1a7f37; --bad: #b3261e; --doubt: #8a5a00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171c; --panel: #1c2128; --ink: #e6e9ed; --muted: #9aa4af; --rule: #343b44;
    --grid: #272d35; --axis: #6b7580; --shade: rgb(154 164 175 / 12%); --track: #2b323b;
    --due: #9aa4af; --first: #5aa7f5; --second: #f0883e; --third: #b392f0; --fourth: #4cc38a; --event: #ff7b72;
    --good: #4cc36c; --bad: #ff7b72; --doubt: #e3b341;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 62rem; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif;
}
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 1rem; overflow-wrap: anywhere; }
h2 { font-size: 1.4rem; margin: 3rem 0 1rem; padding-bottom: .3rem; border-bottom: 2px solid var(--rule); }
h3 { font-size: 1.1rem; margin: 2.2rem 0 .6rem; overflow-wrap: anywhere; }
h4 { font-size: 1rem; margin: 1.6rem 0 .5rem; }
p { margin: .5rem 0; }
a { color: var(--first); }
code { font: .92em ui-monospace, SFMono-Regular, Menlo, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
.kind { color: var(--muted); margin: 0; letter-spacing: .04em; text-transform: uppercase; font-size: .8rem; }
.note { color: var(--muted); font-size: .9rem; }
.verdict {
  --tone: var(--muted); border-left: 5px solid var(--tone); background: var(--panel); border-radius: 4px;
  padding: .9rem 1.1rem; font-size: 1.15rem; margin: 0 0 1rem; overflow-wrap: anywhere;
}
.verdict strong { color: var(--tone); text-transform: uppercase; letter-spacing: .03em; margin-right: .4rem; }
.pass, .planned { --tone: var(--good); }
.fail, .refused { --tone: var(--bad); }
.invalid { --tone: var(--doubt); }
.outcome { color: var(--tone); font-weight: 600; white-space: nowrap; }
.statement { border-left: 5px solid var(--first); background: var(--panel); border-radius: 4px; padding: .7rem 1.1rem; }
nav ul { list-style: none; padding: 0; margin: 0; color: var(--muted); }
nav li { margin: .25rem 0; }
nav a { text-transform: capitalize; font-weight: 600; margin-right: .3rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(11.5rem, 1fr)); gap: .7rem 1.2rem; margin: .8rem 0; }
.facts dt { color: var(--muted); font-size: .82rem; }
.facts dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: 1.2rem 0; font-size: .92rem; }
caption { text-align: left; font-weight: 600; padding-bottom: .35rem; font-size: 1rem; }
th, td { text-align: left; padding: .38rem .6rem; border-bottom: 1px solid var(--rule); vertical-align: top; }
tr > :first-child { padding-left: 0; }
tr > :last-child { padding-right: 0; }
thead th { color: var(--muted); font-weight: 500; font-size: .82rem; vertical-align: bottom; }
tbody th { font-weight: 500; overflow-wrap: anywhere; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.none { color: var(--muted); }
.bar { display: flex; align-items: center; gap: .6rem; }
.track { flex: 1 1 auto; height: .8rem; min-width: 3rem; background: var(--track); border-radius: 2px; }
.fill { display: block; height: 100%; background: var(--first); border-radius: 2px; }
.figure { flex: 0 0 10.8rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
.bottleneck .fill { background: var(--second); }
.bottleneck .figure { font-weight: 700; }
figure { margin: 1.6rem 0; }
figcaption { font-weight: 600; margin-bottom: .3rem; }
figure svg { display: block; width: 100%; height: auto; font-family: inherit; }
.narrow { display: none; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; padding: 0; margin: .2rem 0 0; font-weight: 400; font-size: .85rem; color: var(--muted); }
.legend li::before { content: ""; display: inline-block; width: 1.4rem; border-top: 3px solid var(--line); margin-right: .4rem; vertical-align: middle; }
.legend .due { --line: var(--due); }
.legend .due::before { border-top-style: dashed; }
.legend .first { --line: var(--first); }
.legend .second { --line: var(--second); }
.legend .third { --line: var(--third); }
.legend .fourth { --line: var(--fourth); }
.events { margin: .3rem 0; padding-left: 1.3rem; }
.events li::marker { color: var(--event); font-weight: 700; }
details { margin: 1.6rem 0; border: 1px solid var(--rule); border-radius: 4px; padding: .6rem .9rem; }
summary { cursor: pointer; font-weight: 600; }
.reasons table { table-layout: fixed; }
.reasons td, .reasons th { overflow-wrap: anywhere; }
.reasons thead th:nth-child(1) { width: 29%; }
.reasons thead th:nth-child(2) { width: 13%; }
.reasons thead th:nth-child(4) { width: 26%; }
@media (max-width: 640px) {
  body { padding: 1.2rem .9rem 3rem; }
  .wide { display: none; }
  .narrow { display: block; }
  .facts { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, caption { display: block; }
  tr { border-bottom: 1px solid var(--rule); padding: .4rem 0; }
  th, td { display: flex; justify-content: space-between; gap: 1rem; border: 0; padding: .1rem 0; text-align: right; overflow-wrap: anywhere; }
  tbody th { font-weight: 700; text-align: left; }
  td::before { content: attr(data-head); color: var(--muted); text-align: left; flex: 0 0 42%; }
  td .bar { flex: 1 1 auto; flex-wrap: wrap; justify-content: flex-end; gap: 0 .6rem; }
  .figure { flex: 0 0 auto; }
}
@media print {
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  .track, .fill, .verdict, .statement { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  figure, tr, .facts div { break-inside: avoid; }
  h2, h3, caption { break-after: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
`;

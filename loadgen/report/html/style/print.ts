/** On paper: folded parts are open, nothing is cut within, no background that has no meaning. */
export const print = `
@page { margin: 14mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 9.5pt; }
  nav, .skip, .numbers, footer { display: none; }
  .track, .fill, .verdict, .statement, .scale, .use, .line, .tag, .hosts li, .legend li { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  table { font-size: 8pt; margin: .6rem 0; }
  tbody th:has(> code:only-child) { min-width: 11rem; }
  th, td { padding: .2rem .5rem; }
  h2 { margin-top: 1.6rem; }
  figure { margin: 1rem 0; }
  figure, tr, .facts div, .rack { break-inside: avoid; }
  h2, h3, h4, caption, summary { break-after: avoid; }
  thead { display: table-header-group; }
  details { border: 0; padding: 0; }
  details::details-content { content-visibility: visible; block-size: auto; }
  summary { list-style: none; }
  .scrolling { overflow: visible; }
  .flows svg { min-width: 0; }
}
`;

/** Tables: as they are on a wide screen, as blocks or scrolling by themselves on a narrow one. */
export const tables = `
table { border-collapse: collapse; width: 100%; margin: 1.2rem 0; font-size: .92rem; }
caption { text-align: left; font-weight: 600; padding-bottom: .35rem; font-size: 1rem; }
th, td { text-align: left; padding: .38rem .6rem; border-bottom: 1px solid var(--rule); vertical-align: top; }
tr > :first-child { padding-left: 0; }
tr > :last-child { padding-right: 0; }
thead th { color: var(--muted); font-weight: 500; font-size: .82rem; vertical-align: bottom; }
tbody th { font-weight: 500; overflow-wrap: anywhere; }
tbody td { overflow-wrap: anywhere; }
.folding tbody th { min-width: 6.5rem; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.gauges .number, .number.short { white-space: nowrap; }
tbody th:has(> code:only-child) { min-width: 15rem; }
tbody td:has(> code:only-child) { min-width: 7.5rem; }
.scrolling { overflow-x: auto; }
.bar { display: flex; align-items: center; gap: .6rem; }
.track { flex: 1 1 auto; height: .8rem; min-width: 3rem; background: var(--track); border-radius: 2px; }
.fill { display: block; height: 100%; background: var(--first); border-radius: 2px; }
.figure { flex: 0 0 5.4rem; font-variant-numeric: tabular-nums; white-space: nowrap; text-align: right; }
@media screen and (max-width: 640px) {
  .folding thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .folding, .folding tbody, .folding tr, .folding caption { display: block; }
  .folding tr { border-bottom: 1px solid var(--rule); padding: .4rem 0; }
  .folding th, .folding td { display: flex; justify-content: space-between; gap: 1rem; border: 0; padding: .1rem 0; text-align: right; }
  .folding tbody th { min-width: 0; font-weight: 700; text-align: left; justify-content: flex-start; gap: .5rem; }
  .folding td::before { content: attr(data-head); color: var(--muted); text-align: left; flex: 0 0 42%; }
  .folding td .bar { flex: 1 1 auto; flex-wrap: wrap; justify-content: flex-end; gap: 0 .6rem; }
  .figure { flex: 0 0 auto; }
}
`;

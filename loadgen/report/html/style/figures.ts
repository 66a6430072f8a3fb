/** Charts with their legends, gauges, and the racks with their brokers. */
export const figures = `
figure { margin: 1.6rem 0; }
figcaption { font-weight: 600; margin-bottom: .3rem; }
figcaption .note { font-weight: 400; }
figure svg { display: block; width: 100%; height: auto; font-family: inherit; }
.narrow { display: none; }
.flows svg { min-width: 44rem; }
.details rect { fill: transparent; }
.details rect:hover { fill: var(--hover); }
.numbers { border: 0; padding: 0; margin: .2rem 0 0; }
.numbers summary { font-weight: 400; font-size: .85rem; color: var(--muted); }
.numbers caption { display: none; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; padding: 0; margin: .2rem 0 0; font-weight: 400; font-size: .85rem; color: var(--muted); }
.legend li::before { content: ""; display: inline-block; width: 1.4rem; border-top: 3px solid var(--line); margin-right: .4rem; vertical-align: middle; }
.legend .block::before { width: .8rem; border-top-width: .6rem; border-radius: 2px; }
.legend .limit::before { width: 0; height: .9rem; border-top: 0; border-left: 2px solid var(--event); }
.due { --line: var(--due); }
.legend .due::before { border-top-style: dashed; }
.first { --line: var(--first); }
.second { --line: var(--second); }
.third { --line: var(--third); }
.fourth { --line: var(--fourth); }
.fifth { --line: var(--fifth); }
.gauges table { margin-top: .6rem; }
.gauges th, .gauges td { vertical-align: middle; }
.gauges tbody th { width: 13rem; }
.gauges .gauge { width: 50%; }
.scale { display: block; position: relative; background: var(--track); border-radius: 3px; padding: 3px 0; min-height: 1.15rem; }
.scale.none { background: repeating-linear-gradient(135deg, var(--track) 0 3px, transparent 3px 8px); }
.use { display: block; height: .42rem; min-width: 2px; background: var(--line); border-radius: 0 2px 2px 0; }
.use + .use { margin-top: 2px; }
.scale .line { position: absolute; top: -3px; bottom: -3px; width: 2px; margin-left: -1px; background: var(--event); }
.tag { font-size: .75rem; font-weight: 600; color: var(--page); background: var(--second); border-radius: 3px; padding: .05rem .4rem; white-space: nowrap; }
.site { display: flex; flex-wrap: wrap; gap: .8rem; align-items: stretch; }
.rack { border: 1px solid var(--rule); border-radius: 6px; background: var(--panel); padding: .5rem .6rem .6rem; flex: 1 1 14rem; }
.rack.metadata { flex: 0 1 9rem; background: none; border-style: dashed; }
.rack p { margin: 0 0 .4rem; font-size: .82rem; color: var(--muted); }
.hosts { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .35rem; }
.hosts li { border: 1px solid var(--first); border-radius: 4px; background: var(--page); padding: .3rem .6rem; font-size: .85rem; line-height: 1.25; flex: 0 1 6.5rem; font-variant-numeric: tabular-nums; }
.hosts li span { display: block; color: var(--muted); font-size: .78rem; }
.hosts.small { gap: .2rem; }
.hosts.small li { flex: 0 0 2.2rem; text-align: center; padding: .05rem 0; font-size: .75rem; border-radius: 3px; }
.metadata li { border-color: var(--axis); }
@media screen and (max-width: 640px) {
  body { padding: 1.2rem .9rem 3rem; }
  .wide { display: none; }
  .narrow { display: block; }
  .facts, .highlights .facts { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .gauges .folding .gauge { width: 100%; display: block; padding: .3rem 0; }
  .gauges .folding .gauge::before { content: none; }
}
`;

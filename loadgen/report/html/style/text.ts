/** Headings, text, the header with its verdict and highlights. */
export const text = `
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 62rem; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif;
}
h1 { font-size: 2.1rem; line-height: 1.2; margin: 0 0 1rem; overflow-wrap: anywhere; }
h2 { font-size: 1.4rem; margin: 3rem 0 1rem; padding-bottom: .3rem; border-bottom: 2px solid var(--rule); }
h3 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; overflow-wrap: anywhere; }
h4 { font-size: 1rem; margin: 1.6rem 0 .5rem; }
p { margin: .5rem 0; overflow-wrap: anywhere; }
a { color: var(--first); }
a:focus-visible, summary:focus-visible, .scrolling:focus-visible { outline: 3px solid var(--first); outline-offset: 2px; border-radius: 3px; }
main:focus { outline: none; }
code { font: .92em ui-monospace, SFMono-Regular, Menlo, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--page); padding: .4rem .8rem; z-index: 1; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.kind { color: var(--muted); margin: 0; letter-spacing: .04em; text-transform: uppercase; font-size: .8rem; }
.note { color: var(--muted); font-size: .9rem; }
.verdict {
  --tone: var(--muted); border-left: 5px solid var(--tone); background: var(--panel); border-radius: 4px;
  padding: .9rem 1.1rem; font-size: 1.15rem; margin: 0 0 1rem; overflow-wrap: anywhere;
}
.verdict strong { color: var(--tone); text-transform: uppercase; letter-spacing: .03em; margin-right: .4rem; }
.pass, .planned, .better { --tone: var(--good); }
.fail, .refused, .worse { --tone: var(--bad); }
.invalid { --tone: var(--doubt); }
.outcome { color: var(--tone); font-weight: 600; white-space: nowrap; }
.statement { border-left: 5px solid var(--first); background: var(--panel); border-radius: 4px; padding: .7rem 1.1rem; }
.besides { list-style: none; padding: 0; margin: 1rem 0; color: var(--muted); }
.besides li { margin: .25rem 0; overflow-wrap: anywhere; }
.besides b { color: var(--ink); text-transform: capitalize; margin-right: .3rem; }
nav ol { list-style: none; padding: 0; margin: 1rem 0 0; display: flex; flex-wrap: wrap; gap: .5rem; }
nav a { display: block; border: 1px solid var(--rule); border-radius: 1rem; padding: .15rem .8rem; text-decoration: none; font-size: .9rem; }
nav a:hover { background: var(--panel); }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(11.5rem, 1fr)); gap: .7rem 1.2rem; margin: .8rem 0; }
.facts dt { color: var(--muted); font-size: .82rem; }
.facts dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
.highlights .facts { grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); gap: .7rem; }
.highlights .facts div { background: var(--panel); border-radius: 6px; padding: .6rem .8rem; display: flex; flex-direction: column; justify-content: space-between; }
.highlights .facts dd { font-size: 1.15rem; line-height: 1.3; margin-top: .2rem; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
.events { margin: .3rem 0; padding-left: 1.3rem; }
.events li::marker { color: var(--event); font-weight: 700; }
details { margin: 1.2rem 0; border: 1px solid var(--rule); border-radius: 4px; padding: .6rem .9rem; }
summary { cursor: pointer; font-weight: 600; overflow-wrap: anywhere; }
footer { margin-top: 3rem; border-top: 1px solid var(--rule); }
`;

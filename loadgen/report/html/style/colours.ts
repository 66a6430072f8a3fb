/** The colours of a report as variables, which charts use as well: light, dark on a screen that asks for it. */
export const colours = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --panel: #f5f7fa; --ink: #1b1f24; --muted: #57606a; --rule: #d8dee4;
  --grid: #e7eaee; --axis: #8c959f; --shade: rgb(87 96 106 / 9%); --track: #e7eaee; --hover: rgb(31 111 197 / 10%);
  --due: #6e7781; --first: #1f6fc5; --second: #b34e06; --third: #8250df; --fourth: #1a7f53; --fifth: #bf3989; --event: #b3261e;
  --good: #1a7037; --bad: #b3261e; --doubt: #805300;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #14171c; --panel: #1c2128; --ink: #e6e9ed; --muted: #9aa4af; --rule: #343b44;
    --grid: #272d35; --axis: #6b7580; --shade: rgb(154 164 175 / 12%); --track: #2b323b; --hover: rgb(90 167 245 / 14%);
    --due: #9aa4af; --first: #5aa7f5; --second: #f0883e; --third: #b392f0; --fourth: #4cc38a; --fifth: #f778ba; --event: #ff7b72;
    --good: #4cc36c; --bad: #ff7b72; --doubt: #e3b341;
  }
}
@media print { :root { color-scheme: light; } }
`;

import { type Stretch, type Style, screenRows } from "./terminal-ansi.ts";

const fontSize = 14;
const cell = { width: 8.4, height: 17 };
const margin = 12;
const paper = "#16191d";
const ink = "#d8dee6";

/** The terminal's 16 colours, all of them readable on the paper. */
const colours = [
  ...["#3b4048", "#f0716b", "#7ec77c", "#e5c15b", "#6fa8f0", "#c792ea", "#58c4cf", "#d8dee6"],
  ...["#8a929c", "#ff8f88", "#9be398", "#f2d788", "#93c1ff", "#dcb3f7", "#83e2ec", "#ffffff"],
];

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const colourOf = ({ colour }: Style): string => (colour === null ? ink : (colours[colour] ?? ink));

const at = (column: number): string => (margin + column * cell.width).toFixed(1);

/** The background of a stretch, and its words at their columns; widths are set, so that no font moves what follows. */
function drawn({ text, style }: Stretch, column: number, row: number): string[] {
  const top = margin + row * cell.height;
  const width = (columns: number): string => (columns * cell.width).toFixed(1);
  const back = `<rect x="${at(column)}" y="${top}" width="${width(text.length)}" height="${cell.height}" fill="${colourOf(style)}"/>`;
  const look = [
    `fill="${style.inverse ? paper : colourOf(style)}"`,
    ...(style.bold ? [`font-weight="bold"`] : []),
    ...(style.dim ? [`opacity="0.65"`] : []),
  ].join(" ");
  // Pictures drop spaces in a row, so what stands after several is a text of its own.
  const words = text.matchAll(/\S+(?: \S+)*/g).map(({ 0: word, index }) => {
    const place = `x="${at(column + index)}" y="${top + fontSize - 1}" textLength="${width(word.length)}"`;
    return `<text ${place} lengthAdjust="spacingAndGlyphs" ${look}>${escaped(word)}</text>`;
  });
  return [...(style.inverse ? [back] : []), ...words];
}

/** A captured screen of so many columns as a picture that needs nothing else. */
export function terminalSvg(screen: string, columns: number): string {
  const rows = screenRows(screen.trimEnd());
  const [width, height] = [2 * margin + columns * cell.width, 2 * margin + rows.length * cell.height];
  const texts = rows.flatMap((stretches, row) => {
    let column = 0;
    return stretches.flatMap((stretch) => {
      const texts = drawn(stretch, column, row);
      column += stretch.text.length;
      return texts;
    });
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width.toFixed(0)} ${height}" width="${width.toFixed(0)}" height="${height}">`,
    `<rect width="100%" height="100%" rx="6" fill="${paper}"/>`,
    `<g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="${fontSize}">`,
    ...texts,
    "</g></svg>",
    "",
  ].join("\n");
}

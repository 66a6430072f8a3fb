import type { Cell } from "../model/block.ts";

/** Text that begins no element of Markdown; what stands between two backquotes is left as code. */
export function inline(text: string): string {
  return text
    .replaceAll("\n", " ")
    .split(/(`[^`]*`)/)
    .map((part, i) => (i % 2 === 1 ? codeText(part.slice(1, -1)) : escaped(part)))
    .join("");
}

/** A cell in a line, which ends no cell of a table. */
export function cellText(cell: Cell): string {
  if (typeof cell === "string") return inline(cell);
  switch (cell.kind) {
    case "code":
      return codeText(cell.text);
    case "outcome":
      return `**${inline(cell.text)}**`;
    case "bar":
      return inline(cell.text);
    case "lines":
      return cell.lines.map(cellText).join("<br>");
  }
}

/** A bar ends a cell even within code. */
const codeText = (text: string): string =>
  `\`${text.replaceAll("`", "'").replaceAll("|", "\\|").replaceAll("\n", " ")}\``;

const escaped = (text: string): string => text.replace(/[\\|*_<>[\]`]/g, (character) => `\\${character}`);

/** A table; a bar in a cell would end it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Text as it is written in a file or a shell. */
export const code = (text: string): string => (text === "" ? "" : `\`${text}\``);

/** A sentence begun with a capital letter, unless with a name such as `min.insync.replicas`; in one line. */
export const sentence = (text: string): string =>
  text
    .replaceAll(/\s+/g, " ")
    .replace(/^[a-z][a-z-]*(?=[ ,;:]|$)/, (word) => word.charAt(0).toUpperCase() + word.slice(1));

/** A page of parts with an empty line between them. */
export const page = (...parts: readonly string[]): string => `${parts.filter(Boolean).join("\n\n")}\n`;

/** Removes what would move the cursor or break a line of a terminal. */
function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove
  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, " ");
}

/**
 * Breaks text at spaces into lines of at most `width` columns, a longer word at the edge; what does not fit into
 * `mostLines` is cut with an ellipsis. Control characters become spaces, several spaces one.
 */
export function wrap(text: string, width: number, mostLines: number): string[] {
  const lines: string[] = [""];
  for (const word of oneLine(text)
    .split(" ")
    .flatMap((long) => pieces(long, width))) {
    const line = lines.at(-1)!;
    if (line === "") lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  if (lines.length <= mostLines) return lines;
  const last = lines[mostLines - 1]!;
  return [...lines.slice(0, mostLines - 1), `${last.slice(0, width - 1).trimEnd()}…`];
}

function pieces(word: string, width: number): string[] {
  const parts = Math.ceil(word.length / width);
  return Array.from({ length: parts }, (_, i) => word.slice(i * width, (i + 1) * width));
}

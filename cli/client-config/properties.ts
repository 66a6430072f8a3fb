const escapes: Record<string, string> = { n: "\n", r: "\r", t: "\t", f: "\f" };

/**
 * The entries of a Java properties file: comments, lines continued after a backslash, and escapes such as `\n`,
 * `\u00e9` and `\=`. Of entries with the same key the last counts.
 */
export function parseProperties(text: string): Map<string, string> {
  return new Map(
    logicalLines(text).map((line) => {
      const [, key = line, value = ""] = /^((?:\\.|[^=:\s\\])+)\s*[=:\s]?\s*(.*)$/s.exec(line) ?? [];
      return [unescaped(key), unescaped(value)];
    }),
  );
}

/** Without comments, empty lines and the blanks before each; what a backslash continues is one line. */
function logicalLines(text: string): string[] {
  const lines: string[] = [];
  let unfinished: string | undefined;
  for (const natural of text.split(/\r\n|\r|\n/)) {
    const line = natural.replace(/^\s+/, "");
    if (unfinished === undefined && (line === "" || /^[#!]/.test(line))) continue;
    const whole: string = (unfinished ?? "") + line;
    // An even number of backslashes is that many halves of literal ones.
    const continues = /\\*$/.exec(line)![0].length % 2 === 1;
    unfinished = continues ? whole.slice(0, -1) : undefined;
    if (!continues) lines.push(whole);
  }
  return unfinished === undefined ? lines : [...lines, unfinished];
}

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, unit: string | undefined, char: string) =>
    unit === undefined ? (escapes[char] ?? char) : String.fromCharCode(Number.parseInt(unit, 16)),
  );
}

/** Reads a properties file as `java.util.Properties.load` does, without comments and continued lines. */
export function parseProperties(text: string): Record<string, string> {
  const lines = text.split("\n").filter((line) => line !== "");
  return Object.fromEntries(
    lines.map((line) => {
      const [, key = "", value = ""] = line.match(/^((?:\\.|[^\\=])*)=(.*)$/) ?? [];
      return [plain(key), plain(value)];
    }),
  );
}

const named: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", f: "\f" };

function plain(text: string): string {
  return text.replace(/\\(?:u([0-9a-f]{4})|(.))/g, (_all, code: string | undefined, character: string) =>
    code === undefined ? (named[character] ?? character) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

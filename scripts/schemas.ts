// Writes the JSON Schemas of the files a user writes and of what commands print; `--check` fails where they are not up to date.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { schemas } from "./schemas/all.ts";

const folder = new URL("../docs/schema/", import.meta.url);
const check = process.argv.includes("--check");
const stale: string[] = [];
mkdirSync(folder, { recursive: true });
for (const [name, schema] of Object.entries(schemas)) {
  const file = new URL(`${name}.schema.json`, folder);
  const text = `${JSON.stringify({ title: `plimsoll ${name}`, ...schema }, null, 2)}\n`;
  if (!check) writeFileSync(file, text);
  else if (readOrEmpty(file) !== text) stale.push(`docs/schema/${name}.schema.json`);
}
if (stale.length > 0) {
  console.error(`not up to date: ${stale.join(", ")}; run \`npm run schemas\` and commit the result`);
  process.exitCode = 1;
}

function readOrEmpty(file: URL): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

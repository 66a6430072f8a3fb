// Writes docs/reference from the schemas, the rules, the commands and the errors of the source; `--check` fails where a
// page is not up to date.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pages } from "./reference/pages.ts";

const root = join(import.meta.dirname, "..");
const folder = join(root, "docs", "reference");
const check = process.argv.includes("--check");
const stale: string[] = [];
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(await pages(root))) {
  const file = join(folder, name);
  if (!check) writeFileSync(file, text);
  else if (!existsSync(file) || readFileSync(file, "utf8") !== text) stale.push(`docs/reference/${name}`);
}
if (stale.length > 0) {
  console.error(`not up to date: ${stale.join(", ")}; run \`npm run reference\` and commit the result`);
  process.exitCode = 1;
}

import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runChecks } from "./checks.ts";
import { commandScript, runStep } from "./run-step.ts";
import { setUp } from "./set-up.ts";
import { readCounts } from "./test-counts.ts";

/** `npm test`: set-up, the static checks, then every test; the last line has the runner's own counts. */
const unitOnly = process.argv.includes("--unit");
const checked = await runChecks();
if (!unitOnly) await setUp();

const folder = mkdtempSync(join(tmpdir(), "plimsoll-test-"));
try {
  const json = join(folder, "vitest.json");
  const projects = unitOnly ? ["--project", "unit"] : [];
  const args = ["run", ...projects, "--reporter=default", "--reporter=json", `--outputFile.json=${json}`];
  const ran = await runStep("tests", [commandScript("vitest"), ...args]);
  if (!existsSync(json)) throw new Error("vitest wrote no report");
  const { passed, failed, skipped, skippedNames } = readCounts(json);
  for (const name of skippedNames) console.log(`left out: ${name}`);
  if (!checked) console.log("the checks before the tests failed; see above");
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exitCode = checked && ran && failed === 0 && passed > 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

// Compiles what is published into dist/, which then mirrors the repository: the same folders, .js for .ts, and the data
// files where the program looks for them. `npm pack` and `npm publish` run it first.
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import { commandScript, runStep } from "../run-step.ts";
import { dataFiles } from "./data-files.ts";

const root = dirname(dirname(import.meta.dirname));
const dist = join(root, "dist");
const launcher = "pulumi-resource-plimsoll";

await rm(dist, { recursive: true, force: true });
if (await runStep("dist", [commandScript("tsc"), "-p", "tsconfig.build.json"])) {
  for (const file of await dataFiles(root)) await copy(join(root, file), join(dist, file));
  await copy(join(import.meta.dirname, launcher), join(dist, "components", "provider", launcher));
  // The compiler copies the whole package.json there, since the program reads its version.
  const { name, version, type } = packageJson;
  await writeFile(join(dist, "package.json"), `${JSON.stringify({ name, version, type }, null, 2)}\n`);
} else process.exitCode = 1;

async function copy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
}

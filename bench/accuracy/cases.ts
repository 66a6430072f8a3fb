import { access, readdir } from "node:fs/promises";
import { join } from "node:path";
import { readSystem, systemFiles } from "../../components/system.ts";
import { readYaml } from "../../components/yaml-file.ts";
import { parseCase } from "./case.ts";
import { type Comparison, compare } from "./comparison.ts";
import { predict } from "./prediction.ts";

const there = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

async function compareCase(folder: string, name: string): Promise<Comparison> {
  const dir = join(folder, name);
  const file = join(dir, "case.yaml");
  const study = parseCase(await readYaml(file), file);
  const files = systemFiles(dir, {});
  // What an incomplete case lacks may be the very workload.
  if (!study.complete && !(await there(files.workload))) return compare(name, study, null);
  return compare(name, study, predict(study, await readSystem(files)));
}

/**
 * Compares every case in `folder`, by name.
 * @throws Problem of kind input that names the file
 */
export async function compareCases(folder: string): Promise<Comparison[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.flatMap((entry) => (entry.isDirectory() ? entry.name : [])).sort();
  const comparisons: Comparison[] = [];
  for (const name of names) comparisons.push(await compareCase(folder, name));
  return comparisons;
}

import { existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readYaml } from "../../components/yaml-file.ts";
import { Problem } from "../../sizing/index.ts";
import { blankFiles } from "./model/blank.ts";
import type { Origin } from "./model/draft.ts";
import type { FileName } from "./model/fields.ts";

const shipped = fileURLToPath(new URL("../../stacks", import.meta.url));

/** What the systems are, for whoever chooses one to start from. */
const about: Readonly<Record<string, string>> = {
  claro: "a telco's mediation",
  ute: "a utility's smart meters",
  flafka: "a proof of concept with Flume",
  keystone: "a streaming company's pipeline",
  "cern-qa": "a laboratory's test service",
  "cern-prod": "a laboratory's service",
};

/** The systems that are described come first, in that order. */
const placeOf = (name: string): number => Object.keys(about).indexOf(name) + 1 || Number.MAX_SAFE_INTEGER;

/** The systems that come with Plimsoll, as templates: a copy of one has a name of its own. */
export async function templates(folder = shipped): Promise<Origin[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const systems = entries
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "workload.yaml")))
    .map(({ name }) => name)
    .sort((a, b) => placeOf(a) - placeOf(b) || a.localeCompare(b));
  return Promise.all(systems.map((name) => template(folder, name)));
}

async function template(stacks: string, name: string): Promise<Origin> {
  const folder = join(stacks, name);
  const workload = await readFile(join(folder, "workload.yaml"), "utf8");
  return {
    title: about[name] === undefined ? name : `${name}: ${about[name]}`,
    folder,
    workload: workload.replace(/^name: .*$/m, `name: my-${name}`),
    inventory: await readFile(join(folder, "inventory.yaml"), "utf8"),
  };
}

/**
 * A system to start from: a folder with both files, or one of the files by itself, beside which the other may stand.
 * @throws Problem of kind input that names the file
 */
export async function readOrigin(from: string): Promise<Origin & { readonly missing: readonly FileName[] }> {
  const folder = (await isFolder(from)) ? from : dirname(from);
  const named = folder === from ? null : await kindOf(from);
  const texts = { workload: null as string | null, inventory: null as string | null };
  for (const file of ["workload", "inventory"] as const) {
    const path = named === file ? from : join(folder, `${file}.yaml`);
    if (named === null || existsSync(path)) texts[file] = await textOf(path);
  }
  const blank = blankFiles();
  return {
    title: basename(from),
    folder: resolve(folder),
    workload: texts.workload ?? blank.workload,
    inventory: texts.inventory ?? blank.inventory,
    missing: (["workload", "inventory"] as const).filter((file) => texts[file] === null),
  };
}

/** Which of the two files one is, by its content: every inventory has a target. */
async function kindOf(file: string): Promise<FileName> {
  const content = await readYaml(file);
  return typeof content === "object" && content !== null && "target" in content ? "inventory" : "workload";
}

/** The text of a YAML file, checked to be some. */
async function textOf(file: string): Promise<string> {
  const content = await readYaml(file);
  if (typeof content === "object" && content !== null && !Array.isArray(content)) return readFile(file, "utf8");
  throw new Problem(
    "input",
    "PLM-WIZARD-001",
    `${file} has no block of keys`,
    "name a workload.yaml or an inventory.yaml, or leave --from out to begin with a blank sheet",
  );
}

const isFolder = async (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

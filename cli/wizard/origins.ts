import { existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readYaml } from "../../components/yaml-file.ts";
import { Problem } from "../../sizing/index.ts";
import { blankFiles } from "./model/blank.ts";
import type { Origin } from "./model/draft.ts";
import type { FileName } from "./model/fields.ts";

const shipped = fileURLToPath(new URL("../../stacks", import.meta.url));
// In the package the compiled program stands a folder deeper.
const schemas = ["../../docs/schema", "../../../docs/schema"]
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find(existsSync);

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

/** The folder that was asked for, or one as deep as a system's own among the stacks, whatever it is called. */
export const targetOf = (out: string | undefined): string => out ?? join("stacks", "any");

/**
 * The systems that come with Plimsoll, as templates: a copy of one has a name of its own.
 * @param target a folder as deep as the one that copies go to, from which they name the schemas for editors
 */
export async function templates(target: string, folder = shipped): Promise<Origin[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const systems = entries
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "workload.yaml")))
    .map(({ name }) => name)
    .sort((a, b) => placeOf(a) - placeOf(b) || a.localeCompare(b));
  return Promise.all(systems.map((name) => template(join(folder, name), name, target)));
}

async function template(folder: string, name: string, target: string): Promise<Origin> {
  const text = async (file: string) => withSchemasFrom(target, await readFile(join(folder, file), "utf8"));
  const workload = await text("workload.yaml");
  return {
    title: about[name] === undefined ? name : `${name}: ${about[name]}`,
    folder,
    workload: workload.replace(/^name: .*$/m, `name: my-${name}`),
    inventory: await text("inventory.yaml"),
  };
}

/** The text with its first line, which tells editors the schema, as it must be in that folder. */
function withSchemasFrom(target: string, text: string): string {
  const named = schemas === undefined ? "" : `$1${relative(resolve(target), schemas)}/$2`;
  return text.replace(/^(# yaml-language-server: \$schema=)\S*\/([\w.]+\n)/, named);
}

/**
 * A system to start from: a folder with both files, or one of the files by itself, beside which the other may stand.
 * @param target as of {@link templates}; files that stay where they are stay as they are
 * @throws Problem of kind input that names the file
 */
export async function readOrigin(
  from: string,
  target: string,
): Promise<Origin & { readonly missing: readonly FileName[] }> {
  const folder = (await isFolder(from)) ? from : dirname(from);
  const named = folder === from ? null : await kindOf(from);
  const texts = { workload: null as string | null, inventory: null as string | null };
  for (const file of ["workload", "inventory"] as const) {
    const path = named === file ? from : join(folder, `${file}.yaml`);
    if (named === null || existsSync(path)) texts[file] = await textOf(path);
  }
  const blank = blankFiles();
  const stays = resolve(folder) === resolve(target);
  const placed = (text: string | null) => (text === null || stays ? text : withSchemasFrom(target, text));
  return {
    title: basename(from),
    folder: resolve(folder),
    workload: placed(texts.workload) ?? blank.workload,
    inventory: placed(texts.inventory) ?? blank.inventory,
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

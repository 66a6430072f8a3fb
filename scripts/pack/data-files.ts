import { readdir } from "node:fs/promises";
import { basename, extname, join, sep } from "node:path";

/** The folders whose data files the compiled program finds beside itself, as in the source. */
const folders = ["sizing", "components", "loadgen", "cli", "stacks"];

/** Files of the source, beside what the compiler makes, that a package needs; paths from the project's root. */
export async function dataFiles(root: string): Promise<string[]> {
  const found = await Promise.all(
    folders.map(async (folder) => {
      const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
    }),
  );
  return found.flat().filter(isData).sort();
}

/** Whether the compiled program reads this file: a catalogue, a list of jars, an example, a script that it hands on. */
export function isData(path: string): boolean {
  const parts = path.split(sep);
  if (parts.includes("golden") || parts.includes("testing")) return false;
  // Written out as they are, for k6 to run.
  if (path.startsWith(join("loadgen", "k6", "scripts"))) return extname(path) === ".ts" && !path.endsWith(".test.ts");
  // An environment of this repository belongs to its own Pulumi project.
  if (parts[0] === "stacks") return parts.length === 3 && extname(path) === ".yaml";
  return ![".ts", ".mjs"].includes(extname(path)) && basename(path) !== "pulumi-resource-plimsoll";
}

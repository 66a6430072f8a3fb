import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");
/** What a program writes is checked with the program. */
const isGenerated = (path: string): boolean => path === "docs/accuracy.md" || path.startsWith("docs/reference/");
const first = ["README.md", "docs/tutorial/README.md"];

/** A page that a person reads. */
export interface Document {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
}

/** The pages of the repository, in the order in which a new user reads them: the README, the tutorial, the others. */
export async function documents(): Promise<Document[]> {
  const top = (await readdir(root)).filter((name) => name.endsWith(".md"));
  const below = (await readdir(join(root, "docs"), { recursive: true })).filter((name) => name.endsWith(".md"));
  const others = [...top, ...below.map((name) => join("docs", name))].filter((path) => !first.includes(path)).sort();
  const paths = [...first, ...others].filter((path) => !isGenerated(path));
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(join(root, path), "utf8") })));
}

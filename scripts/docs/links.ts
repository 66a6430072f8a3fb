import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Document } from "./documents.ts";

const root = join(import.meta.dirname, "..", "..");

/** The links of a page to other files of the repository, or to headings in them, that lead nowhere. */
export async function brokenLinks({ path, text }: Document): Promise<string[]> {
  const targets = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!);
  const broken: string[] = [];
  for (const target of targets) {
    if (/^[a-z]+:/.test(target)) continue;
    const [file = "", heading] = target.split("#");
    const found = file === "" ? join(root, path) : join(root, dirname(path), decodeURI(file));
    if (!existsSync(found)) broken.push(target);
    else if (heading !== undefined && !headings(await readFile(found, "utf8")).includes(heading)) broken.push(target);
  }
  return broken;
}

/** The headings of a page as links name them. */
function headings(text: string): string[] {
  return [...withoutBlocks(text).matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\- ]/gu, "")
      .replaceAll(" ", "-"),
  );
}

const withoutBlocks = (text: string): string => text.replaceAll(/^```[\s\S]*?^```$/gm, "");
const withoutCode = (text: string): string => withoutBlocks(text).replaceAll(/`[^`\n]*`/g, "");

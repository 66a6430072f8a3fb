import { copyFile, readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { prepareOut, writeOut } from "../out.ts";
import type { Draft } from "./model/draft.ts";
import type { OutputFile } from "./model/output.ts";
import { valueAt } from "./yaml/edit.ts";

const textOrNull = (path: string): Promise<string | null> => readFile(path, "utf8").catch(() => null);

/** What is there now where files would be written; null where nothing is. */
export const existingTexts = (files: readonly OutputFile[]): Promise<(string | null)[]> =>
  Promise.all(files.map(({ path }) => textOrNull(path)));

/** Files beside the origin that its inventory names or the plan reads. */
function companionsOf({ inventory }: Draft): string[] {
  const named = ["catalogue", "prices"].flatMap((key) => {
    const value = valueAt(inventory.value, [key]);
    return typeof value === "string" && /\.ya?ml$/.test(value) ? [value] : [];
  });
  return ["calibration.yaml", ...named];
}

/**
 * Writes the files of a draft, each whole or not at all, and beside them copies of what they name in the folder that
 * they came from, where that is missing.
 * @throws Problem PLM-OUT-001
 */
export async function save(draft: Draft, folder: string, files: readonly OutputFile[]): Promise<void> {
  for (const { path, text } of files) {
    await prepareOut(dirname(path));
    await writeOut(dirname(path), { [basename(path)]: text });
  }
  const from = draft.origin.folder;
  if (from === null || resolve(from) === resolve(folder)) return;
  for (const name of companionsOf(draft)) {
    const there = await textOrNull(join(folder, name));
    if (there === null && (await textOrNull(join(from, name))) !== null)
      await copyFile(join(from, name), join(folder, name));
  }
}

import { basename, dirname, join } from "node:path";
import type { FileChange } from "../contract.ts";
import { around, diffLines } from "../diff.ts";
import { fileText } from "../yaml/file.ts";
import { asFlow } from "../yaml/render.ts";
import type { Draft } from "./draft.ts";
import { type FileName, keysAt } from "./fields.ts";
import { nameOf } from "./state.ts";

/** A file that would be written. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
  /** What to do with one that is there: settings that were made since then, such as passwords, are not the wizard's. */
  readonly existing: "replaced" | "kept";
}

/** The folder of a draft's files: the one that was asked for, or the system's own among the stacks. */
export const folderOf = (draft: Draft, out: string | null): string => out ?? join("stacks", nameOf(draft));

/** An environment for Pulumi. Only a folder among `stacks` can have one: the engine looks for it there. */
function environmentFile(draft: Draft, folder: string): OutputFile[] {
  const stacks = dirname(folder);
  if (basename(stacks) !== "stacks") return [];
  const text = `# ${nameOf(draft)} as local processes; \`npm run pulumi -- up --stack ${basename(folder)}\` brings it up.
config:
  plimsoll:system: ${asFlow(`stacks/${basename(folder)}`)}
  plimsoll:target: local
  # true would keep what holds data from being deleted or replaced.
  plimsoll:protect: false
`;
  return [{ path: join(stacks, `Pulumi.${basename(folder)}.yaml`), text, existing: "kept" }];
}

/** A file of a draft as it is written: what was added stands in the order of its schema. */
const textOf = (draft: Draft, file: FileName): string => fileText(draft[file], (path) => keysAt(file, path));

/** Every file of a draft, the folder's first. */
export const outputOf = (draft: Draft, folder: string): OutputFile[] => [
  { path: join(folder, "workload.yaml"), text: textOf(draft, "workload"), existing: "replaced" },
  { path: join(folder, "inventory.yaml"), text: textOf(draft, "inventory"), existing: "replaced" },
  ...environmentFile(draft, folder),
];

const contextLines = 2;

/** What writing would change, with the texts that are there now (null where there is no such file). */
export const changesOf = (files: readonly OutputFile[], existing: readonly (string | null)[]): FileChange[] =>
  files.map(({ path, text: made, existing: fate }, at) => {
    const before = existing[at] ?? null;
    const text = fate === "kept" ? (before ?? made) : made;
    const lines = around(diffLines(before ?? "", text), contextLines);
    if (before === null) return { path, state: "new", lines };
    return { path, state: before === text ? "unchanged" : "changed", lines };
  });

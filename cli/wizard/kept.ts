import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { stateDirectory } from "../../components/local/store.ts";
import { writeOut } from "../out.ts";
import type { Draft } from "./model/draft.ts";
import { screenIds } from "./model/screens.ts";
import type { Kept, WizardState } from "./model/state.ts";
import type { Edit, Json } from "./yaml/edit.ts";
import { type DraftFile, reopened } from "./yaml/file.ts";

const path = z.array(z.union([z.string(), z.number()]));
const json = z.json() as z.ZodType<Json>;
const edit: z.ZodType<Edit> = z.discriminatedUnion("op", [
  z.strictObject({ op: z.literal("set"), path, value: json }),
  z.strictObject({ op: z.literal("unset"), path }),
  z.strictObject({ op: z.literal("append"), path, value: json }),
]);
const file = z.strictObject({ base: z.string(), edits: z.array(edit) });
const index = z.int().min(0);

/** What is kept of a wizard between two runs. */
const keptSchema = z.strictObject({
  schema: z.literal("plimsoll/wizard-draft@1"),
  origin: z.strictObject({ title: z.string(), folder: z.string().nullable() }),
  workload: file,
  inventory: file,
  shelf: z.record(z.string(), file),
  mark: z.strictObject({ screen: z.enum(screenIds), furthest: index, topic: index, group: index }),
});
type KeptFile = z.infer<typeof keptSchema>;

const fileName = "draft.json";

/** Where the draft of this user is kept. */
export const keptFolder = (stateDir: string = stateDirectory()): string => join(stateDir, "wizard");

const bare = ({ base, edits }: DraftFile): KeptFile["workload"] => ({ base, edits: [...edits] });

/** Keeps a wizard for the next run. */
export async function keep({ draft, screen, furthest, topic, group }: WizardState, folder: string): Promise<void> {
  const kept = {
    schema: "plimsoll/wizard-draft@1",
    origin: draft.origin,
    workload: bare(draft.workload),
    inventory: bare(draft.inventory),
    shelf: Object.fromEntries(Object.entries(draft.shelf).map(([kind, shelved]) => [kind, bare(shelved)])),
    mark: { screen, furthest, topic, group },
  };
  await mkdir(folder, { recursive: true });
  await writeOut(folder, { [fileName]: `${JSON.stringify(kept)}\n` });
}

/** The wizard that was kept; null where there is none, or none that this version can read. */
export async function readKept(folder: string): Promise<Kept | null> {
  const text = await readFile(join(folder, fileName), "utf8").catch(() => null);
  const parsed = text === null ? null : keptSchema.safeParse(jsonOf(text));
  if (!parsed?.success) return null;
  const { origin, workload, inventory, shelf, mark } = parsed.data;
  try {
    const draft: Draft = {
      origin,
      workload: reopened(workload.base, workload.edits),
      inventory: reopened(inventory.base, inventory.edits),
      shelf: Object.fromEntries(Object.entries(shelf).map(([kind, { base, edits }]) => [kind, reopened(base, edits)])),
    };
    return { draft, mark };
  } catch {
    return null;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Forgets the draft: it was written, or is not wanted. */
export const forget = (folder: string): Promise<void> => rm(join(folder, fileName), { force: true });

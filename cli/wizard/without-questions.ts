import { type Plan, Problem, parseInventory, parseWorkload, plan } from "../../sizing/index.ts";
import type { FileChange } from "./contract.ts";
import { answered, type Draft, openDraft } from "./model/draft.ts";
import { changesOf, folderOf, outputOf } from "./model/output.ts";
import { nameOf } from "./model/state.ts";
import { readOrigin, targetOf } from "./origins.ts";
import { existingTexts, save } from "./save.ts";
import { readSurroundings } from "./surroundings.ts";

/** What the wizard is asked for on the command line. */
export interface WizardOptions {
  readonly from?: string;
  readonly name?: string;
  readonly out?: string;
}

/** What was written, and its plan: `plimsoll/wizard@1`. */
export interface Written {
  readonly schema: "plimsoll/wizard@1";
  readonly name: string;
  readonly folder: string;
  readonly files: readonly Pick<FileChange, "path" | "state">[];
  readonly plan: Plan;
}

/** A draft under the name that was asked for. */
export const named = (draft: Draft, name: string | undefined): Draft =>
  name === undefined ? draft : answered(draft, "workload", ["name"], name);

/**
 * Writes a system from what is given, asking nothing.
 * @throws Problem of kind input that says what is missing or wrong
 */
export async function writeWithoutQuestions({ from, name, out }: WizardOptions): Promise<Written> {
  if (from === undefined)
    throw new Problem(
      "input",
      "PLM-WIZARD-002",
      "there is nothing to begin with, and --yes asks no questions",
      "name a system with --from, for example `--from stacks/claro --name mine`",
    );
  const { missing, ...origin } = await readOrigin(from, targetOf(out));
  if (missing.length > 0)
    throw new Problem(
      "input",
      "PLM-WIZARD-002",
      `beside ${from} there is no ${missing[0]}.yaml, and --yes asks no questions`,
      `put ${missing.map((file) => `${file}.yaml`).join(" and ")} into its folder, or leave --yes out`,
    );
  return writeDraft(named(openDraft(origin), name), out ?? null);
}

/**
 * Writes a draft and plans it as it was written.
 * @throws Problem with every mistake in it
 */
export async function writeDraft(draft: Draft, out: string | null): Promise<Written> {
  const workload = parseWorkload(draft.workload.value, "the workload");
  const inventory = parseInventory(draft.inventory.value, "the inventory");
  const { market, calibration } = await readSurroundings(draft, inventory);
  const made = plan(workload, inventory, market, calibration);
  const folder = folderOf(draft, out);
  const files = outputOf(draft, folder);
  const changes = changesOf(files, await existingTexts(files));
  await save(
    draft,
    folder,
    files.filter((_, at) => changes[at]!.state !== "unchanged"),
  );
  return {
    schema: "plimsoll/wizard@1",
    name: nameOf(draft),
    folder,
    files: changes.map(({ path, state }) => ({ path, state })),
    plan: made,
  };
}

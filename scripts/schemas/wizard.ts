import { z } from "zod";
import type { Written } from "../../cli/wizard/without-questions.ts";
import { planSchema } from "../../sizing/index.ts";
import { ofType } from "./of-type.ts";

/** What `plimsoll wizard --json` prints. */
export const wizardSchema = ofType<Written>()(
  z.strictObject({
    schema: z.literal("plimsoll/wizard@1").describe("Name and version of this form"),
    name: z.string().describe("Name of the system"),
    folder: z.string().describe("Where it was written"),
    files: z
      .array(
        z.strictObject({
          path: z.string().describe("The file"),
          state: z.enum(["new", "changed", "unchanged"]).describe("Beside what there was before"),
        }),
      )
      .describe("The files of the system"),
    plan: planSchema.describe("Its plan, as `plimsoll plan --json` prints it"),
  }),
);

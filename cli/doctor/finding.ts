import { z } from "zod";

/** The main job is plan, up and prove on this machine; the rest is for some commands only. */
const part = z.enum(["main", "further"]);

const looked = {
  name: z.string().describe("What was looked at"),
  found: z.string().describe("What there is, such as `17 (/usr/bin/java)`"),
  neededBy: z.string().describe("The commands that need it"),
  part: part.describe("Whether plan, up and prove need it, or some further commands alone"),
};

export const findingSchema = z.discriminatedUnion("state", [
  z.strictObject({ ...looked, state: z.literal("ok").describe("Nothing to do") }),
  z.strictObject({
    ...looked,
    state: z
      .enum(["missing", "degraded"])
      .describe("Missing: what needs it does not run. Degraded: it runs, but not well or not always"),
    remedy: z.string().describe("How to get it"),
  }),
]);
/** What a look at one thing of this machine found. */
export type Finding = z.infer<typeof findingSchema>;

/** What is looked at: a thing by its name, with who needs it. */
export type Subject = Pick<Finding, "name" | "neededBy" | "part">;

/** A finding that asks for nothing. */
export const ok = (subject: Subject, found: string): Finding => ({ ...subject, found, state: "ok" });

/** A finding with something to do. */
export const lacking = (subject: Subject, state: "missing" | "degraded", found: string, remedy: string): Finding => ({
  ...subject,
  ...{ found, state, remedy },
});

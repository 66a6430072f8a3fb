/** What the machine is for: the main job is plan, up and prove on this machine; the rest is for some commands only. */
type Part = "main" | "further";

/** What a look at one thing of this machine found. */
export type Finding = {
  readonly name: string;
  /** What there is, such as `17 (/usr/bin/java)`. */
  readonly found: string;
  /** The commands that need it. */
  readonly neededBy: string;
  readonly part: Part;
} & (
  | { readonly state: "ok" }
  /** Missing: what needs it does not run. Degraded: it runs, but not well or not always. */
  | { readonly state: "missing" | "degraded"; readonly remedy: string }
);

/** What is looked at: a thing by its name, with who needs it. */
export type Subject = Pick<Finding, "name" | "neededBy" | "part">;

/** A finding that asks for nothing. */
export const ok = (subject: Subject, found: string): Finding => ({ ...subject, found, state: "ok" });

/** A finding with something to do. */
export const lacking = (subject: Subject, state: "missing" | "degraded", found: string, remedy: string): Finding => ({
  ...subject,
  ...{ found, state, remedy },
});

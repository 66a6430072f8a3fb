import packageJson from "../../package.json" with { type: "json" };

/** A Pulumi CLI that can run this repository's program. */
export interface PulumiCli {
  /** `path`: the user's own, with its own language host. `built`: ours, with the stand-in for the language host. */
  readonly source: "path" | "built";
  /** Absolute path. */
  readonly executable: string;
  /** Such as `3.246.0`. */
  readonly version: string;
}

/** The program that a CLI starts to run programs of this language. */
export const languageHost = "pulumi-language-nodejs";

/** The version of the SDK that is a dependency, and so of the CLI that is built for it. */
export const pinnedVersion = packageJson.dependencies["@pulumi/pulumi"];

/**
 * The oldest CLI that is used: the first one that takes options from `PULUMI_OPTION_*`, by which a stack in the state
 * directory gets its configuration file. All that the SDK asks of an engine is older.
 */
export const oldestVersion = "3.208.0";

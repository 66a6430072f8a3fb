import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";

/** What of Pulumi.yaml matters for running the CLI. */
export interface Project {
  readonly name: string;
  /** Where the state is kept, if the project says so for everybody. */
  readonly backendUrl: string | null;
  /** Absolute path of the folder with the configuration of each stack. */
  readonly configDirectory: string;
}

/** Reads Pulumi.yaml in a folder; null if there is none or none that can be used, which the CLI tells better. */
export async function readProject(root: string): Promise<Project | null> {
  const content = await readFile(join(root, "Pulumi.yaml"), "utf8")
    .then(parse)
    .catch(() => null);
  if (typeof content?.name !== "string") return null;
  return {
    name: content.name,
    backendUrl: content.backend?.url ?? null,
    configDirectory: join(root, content.stackConfigDir ?? "."),
  };
}

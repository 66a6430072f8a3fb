import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { delimiter, join } from "node:path";

/** The first of some programs that a shell would run; null if it finds none. */
export async function onPath(names: readonly string[], env: NodeJS.ProcessEnv): Promise<string | null> {
  for (const directory of (env.PATH ?? "").split(delimiter).filter(Boolean))
    for (const name of names) {
      const path = join(directory, name);
      const runs = await access(path, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (runs) return path;
    }
  return null;
}

import { homedir } from "node:os";
import { join } from "node:path";

/** The directory for what is fetched: `$PLIMSOLL_CACHE`, else below `$XDG_CACHE_HOME`, else below the home directory. */
export function cacheDirectory(env: NodeJS.ProcessEnv = process.env): string {
  if (env.PLIMSOLL_CACHE) return env.PLIMSOLL_CACHE;
  return join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "plimsoll");
}

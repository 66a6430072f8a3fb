import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cacheDirectory } from "../../components/runtime/cache.ts";
import type { PeerCommand } from "./peer.ts";

/** A program of `programs/`, run by this Node.js with what it is to do as its one argument; compiled once, as the command line is. */
export function nodeProgram(url: URL, task: object): PeerCommand {
  return {
    executable: process.execPath,
    args: [fileURLToPath(url), JSON.stringify(task)],
    env: { NODE_COMPILE_CACHE: join(cacheDirectory(), "compiled") },
  };
}

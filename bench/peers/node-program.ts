import { fileURLToPath } from "node:url";
import type { PeerCommand } from "./peer.ts";

/** A program of `programs/`, run by this Node.js with what it is to do as its one argument. */
export function nodeProgram(url: URL, task: object): PeerCommand {
  return { executable: process.execPath, args: [fileURLToPath(url), JSON.stringify(task)] };
}

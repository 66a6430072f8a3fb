import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { pause } from "../components/process/pause.ts";
import type { BenchTools } from "./tools.ts";

/** Ext4's RECENTCY_MIN of 60 s, and some. */
const forgetsWithinMs = 70_000;

/**
 * Waits until the file system has forgotten the files of the cluster before. Ext4 does not give out the number of a
 * file that was deleted within the last minute, and passes over each of them whenever a file is created: after a
 * cluster of 8,000 files that takes a quarter of the next one's time, which nobody who begins afresh meets.
 */
export async function settle({ options, step, signal }: BenchTools): Promise<void> {
  if (options.quick) return;
  step("waiting for the file system to forget the files of the cluster before");
  await promisify(execFile)("sync");
  await pause(forgetsWithinMs, signal);
}

// Preloaded (`--import`) into a Node.js process and its worker threads: each writes a V8 profile of its own for a while.
import { writeFileSync } from "node:fs";
import { type Profiler, Session } from "node:inspector";
import { join } from "node:path";
import { threadId } from "node:worker_threads";
import type { ProfileTask } from "./profile-task.ts";

const { directory, afterSeconds, seconds }: ProfileTask = JSON.parse(process.env.PLIMSOLL_PROFILE!);
const session = new Session();
session.connect();

setTimeout(() => {
  session.post("Profiler.enable");
  session.post("Profiler.start");
  setTimeout(stop, seconds * 1000).unref();
}, afterSeconds * 1000).unref();

function stop(): void {
  session.post("Profiler.stop", (error: Error | null, { profile }: Profiler.StopReturnType) => {
    if (error) throw error;
    writeFileSync(join(directory, `thread-${threadId}.cpuprofile`), JSON.stringify(profile));
  });
}

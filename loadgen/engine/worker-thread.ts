import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import { withCompileCache } from "../compile-cache.ts";
import type { ThreadEvents, ThreadPort } from "./load-host.ts";
import type { FromWorker, WorkerInput } from "./task.ts";

/** Starts a worker on this machine. It never tells of being lost. */
export function openWorker(input: WorkerInput, events: Omit<ThreadEvents, "lost">): ThreadPort {
  // The extension of this file: .ts in the source, .js once compiled.
  const worker = new Worker(new URL(`./worker${extname(import.meta.url)}`, import.meta.url), {
    workerData: input,
    env: withCompileCache(),
  });
  let finished = false;
  worker.on("message", (message: FromWorker) => {
    if (message.type === "result") finished = true;
    events.message(message);
  });
  worker.on("error", (error: Error) => events.failed(error));
  worker.on("exit", (code) => {
    if (!finished) events.failed(new Error(`a thread of the generator ended early (code ${code})`));
  });
  return {
    tell: (message) => worker.postMessage(message),
    terminate: async () => {
      finished = true;
      await worker.terminate();
    },
  };
}

import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { Answer, AnswerTo, Progress, Task } from "./task.ts";

/** A thread beside the one that draws and reads keys. It is started with its first task. */
export interface Thread {
  /**
   * Has a task worked out; one at a time.
   * Throws what the thread ended with, if it did not come to an answer.
   */
  readonly ask: <T extends Task>(task: T, onProgress?: (progress: Progress) => void) => Promise<AnswerTo<T>>;
  /** Ends the thread, whatever it does. What was asked for is never answered. */
  readonly close: () => void;
}

/** Who waits for the answer to a task. */
interface Asker {
  readonly progress: (progress: Progress) => void;
  readonly answered: (answer: Answer) => void;
  readonly failed: (error: Error) => void;
}

// The extension of this file: .ts in the source, .js once compiled.
const program = new URL(`./worker${extname(import.meta.url)}`, import.meta.url);

/** Opens a thread; it keeps the process alive only while it has a task. */
export function openThread(): Thread {
  let worker: Worker | null = null;
  let asker: Asker | null = null;

  const take = (): Asker | null => {
    const taken = asker;
    asker = null;
    worker?.unref();
    return taken;
  };
  const start = (): Worker => {
    const started = new Worker(program);
    started.on("message", (news: Answer | Progress) => {
      if (news.kind === "progress") asker?.progress(news);
      else take()?.answered(news);
    });
    started.on("error", (error: Error) => take()?.failed(error));
    started.on("exit", (code) => take()?.failed(new Error(`the planning thread ended early (code ${code})`)));
    return started;
  };
  return {
    ask: <T extends Task>(task: T, progress: Asker["progress"] = () => {}) =>
      new Promise<AnswerTo<T>>((resolve, failed) => {
        asker = { progress, answered: (answer) => resolve(answer as AnswerTo<T>), failed };
        worker ??= start();
        worker.ref();
        worker.postMessage(task);
      }),
    close: () => {
      take();
      void worker?.terminate();
    },
  };
}

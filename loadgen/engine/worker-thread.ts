import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import { Problem } from "../../sizing/problem.ts";
import type { FromWorker, ToWorker, WorkerInput } from "./task.ts";

type Answer<T extends FromWorker["type"]> = Extract<FromWorker, { type: T }>;

/** One worker, seen from the thread that coordinates: it posts what to do and awaits the answers. */
export class WorkerThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<FromWorker["type"], (message: FromWorker) => void>();
  readonly #early = new Map<FromWorker["type"], FromWorker>();
  #finished = false;
  /** Rejects when the worker fails or ends; awaited together with what is expected of it. */
  readonly failure: Promise<never>;

  constructor(input: WorkerInput, onMessage: (message: FromWorker) => void) {
    // The extension of this file: .ts in the source, .js once compiled.
    this.#worker = new Worker(new URL(`./worker${extname(import.meta.url)}`, import.meta.url), { workerData: input });
    this.failure = new Promise((_, reject) => {
      this.#worker.on("message", (message: FromWorker) => {
        if (message.type === "problem")
          reject(new Problem(message.kind, message.code, message.message, message.remedy));
        else if (message.type === "sample" || message.type === "event") onMessage(message);
        else this.#answered(message);
      });
      this.#worker.on("error", (error) => reject(error));
      this.#worker.on("exit", (code) => {
        if (!this.#finished) reject(new Error(`a thread of the generator ended early (code ${code})`));
      });
    });
    // Awaited only together with an answer; an end after the last answer is no failure.
    this.failure.catch(() => {});
  }

  tell(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  /** The worker's next message of `type`. Rejects when the worker fails instead. */
  answer<T extends FromWorker["type"]>(type: T): Promise<Answer<T>> {
    const early = this.#early.get(type);
    this.#early.delete(type);
    if (early) return Promise.resolve(early as Answer<T>);
    const answered = new Promise<Answer<T>>((resolve) => {
      this.#waiting.set(type, (message) => resolve(message as Answer<T>));
    });
    return Promise.race([answered, this.failure]);
  }

  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }

  #answered(message: FromWorker): void {
    if (message.type === "result") this.#finished = true;
    const waiting = this.#waiting.get(message.type);
    this.#waiting.delete(message.type);
    if (waiting) waiting(message);
    else this.#early.set(message.type, message);
  }
}

import { Problem } from "../../sizing/problem.ts";
import type { LoadHost, ThreadPort } from "./load-host.ts";
import type { FromWorker, Task, ToWorker } from "./task.ts";

export type Answer<T extends FromWorker["type"]> = Extract<FromWorker, { type: T }>;

/** What a thread tells unasked. */
export interface ThreadNews {
  message(thread: LoadThread, message: FromWorker): void;
  /** Told once. */
  lost(thread: LoadThread, why: string): void;
}

/** One thread of a load, seen from the one that coordinates: it is told what to do, and its answers are awaited. */
export class LoadThread {
  readonly host: LoadHost;
  readonly tasks: readonly Task[];
  readonly role: Task["role"];
  /** Rejects when the thread fails or ends early; awaited together with what is expected of it. */
  readonly failure: Promise<never>;
  readonly #port: ThreadPort;
  readonly #waiting = new Map<FromWorker["type"], (message: FromWorker | null) => void>();
  readonly #early = new Map<FromWorker["type"], FromWorker>();
  #lost = false;

  constructor(host: LoadHost, tasks: Task[], clockOrigin: number, news: ThreadNews) {
    this.host = host;
    this.tasks = tasks;
    this.role = tasks[0]!.role;
    const { promise, reject } = Promise.withResolvers<never>();
    this.failure = promise;
    // Awaited only together with an answer; an end after the last answer is no failure.
    promise.catch(() => {});
    this.#port = host.open(tasks, clockOrigin, {
      message: (message) => {
        if (message.type === "problem") reject(this.#problem(message));
        else if (message.type === "sample" || message.type === "event") news.message(this, message);
        else this.#answered(message);
      },
      failed: reject,
      lost: (why) => {
        if (this.#lost) return;
        this.#lost = true;
        for (const waiting of this.#waiting.values()) waiting(null);
        this.#waiting.clear();
        news.lost(this, why);
      },
    });
  }

  /** Whether the host is gone. What it answered before is still known. */
  get lost(): boolean {
    return this.#lost;
  }

  tell(message: ToWorker): void {
    this.#port.tell(message);
  }

  /** The thread's next message of `type`; null if its host is lost. Rejects when the thread fails instead. */
  answer<T extends FromWorker["type"]>(type: T): Promise<Answer<T> | null> {
    const early = this.#early.get(type);
    this.#early.delete(type);
    if (early) return Promise.resolve(early as Answer<T>);
    if (this.#lost) return Promise.resolve(null);
    const answered = new Promise<Answer<T> | null>((resolve) => {
      this.#waiting.set(type, (message) => resolve(message as Answer<T> | null));
    });
    return Promise.race([answered, this.failure]);
  }

  terminate(): Promise<void> {
    return this.#port.terminate();
  }

  #problem({ kind, code, message, remedy }: Answer<"problem">): Problem {
    const where = this.host.name === null ? "" : `agent ${this.host.name}: `;
    return new Problem(kind, code, `${where}${message}`, remedy);
  }

  #answered(message: FromWorker): void {
    const waiting = this.#waiting.get(message.type);
    this.#waiting.delete(message.type);
    if (waiting) waiting(message);
    else this.#early.set(message.type, message);
  }
}

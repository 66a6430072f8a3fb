import { availableParallelism } from "node:os";
import { acknowledgedPerSecond, measureCeiling } from "../ceiling.ts";
import { hrMicros } from "../clock.ts";
import type { ThreadCounts, ThreadPort } from "../engine/load-host.ts";
import { HostMeter, threadsFor } from "../engine/machine.ts";
import { openWorker } from "../engine/worker-thread.ts";
import type { FromAgent, ToAgent } from "./protocol.ts";

const CEILING_WARMUP_SECONDS = 1;

/** An agent's machine carries no broker: it has twice the threads of one that may. */
export function threadsOfAgent(cores: number): ThreadCounts {
  return threadsFor(2 * cores);
}

/** What an agent does for one coordinator: it runs the threads it is told to, and passes on what they say. */
export class Session {
  readonly #send: (message: FromAgent) => void;
  readonly #threads = new Map<number, ThreadPort>();
  readonly #over = new AbortController();
  #meter = new HostMeter();
  #ceiling: Promise<void> = Promise.resolve();

  constructor(send: (message: FromAgent) => void) {
    this.#send = send;
  }

  act(message: ToAgent): void {
    switch (message.type) {
      case "clock":
        this.#send({ type: "clock", micros: hrMicros() });
        break;
      case "open":
        this.#open(message);
        break;
      case "tell":
        this.#threads.get(message.thread)?.tell(message.message);
        break;
      case "terminate":
        void this.#terminate(message.thread);
        break;
      case "startMeter":
        this.#meter = new HostMeter();
        break;
      case "readMeter":
        this.#send({ type: "meter", load: this.#meter.read() });
        break;
      case "ceiling":
        this.#ceiling = this.#measureCeiling(message);
        break;
      case "hello":
        // Said before the session began.
        break;
    }
  }

  /** Stops everything that was started for the coordinator. */
  async end(): Promise<void> {
    this.#over.abort();
    await Promise.all([this.#ceiling, ...[...this.#threads.values()].map((thread) => thread.terminate())]);
    this.#threads.clear();
  }

  #open({ thread, input }: Extract<ToAgent, { type: "open" }>): void {
    const port = openWorker(input, {
      message: (message) => this.#send({ type: "from", thread, message }),
      failed: ({ message }) => this.#send({ type: "failed", thread, message }),
    });
    this.#threads.set(thread, port);
  }

  async #terminate(thread: number): Promise<void> {
    await this.#threads.get(thread)?.terminate();
    this.#threads.delete(thread);
    this.#send({ type: "terminated", thread });
  }

  async #measureCeiling({ load, seconds }: Extract<ToAgent, { type: "ceiling" }>): Promise<void> {
    const options = {
      threads: threadsOfAgent(availableParallelism()),
      warmupSeconds: CEILING_WARMUP_SECONDS,
      seconds,
      signal: this.#over.signal,
    };
    try {
      const result = await measureCeiling(load, { ...options, driver: "plimsoll" });
      this.#send({ type: "ceiling", outcome: { messagesPerSecond: acknowledgedPerSecond(result, seconds) } });
    } catch (error) {
      const failure = error instanceof Error ? error.message : String(error);
      this.#send({ type: "ceiling", outcome: { failure } });
    }
  }
}

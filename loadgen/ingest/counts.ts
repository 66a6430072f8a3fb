import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Budget } from "./budget.ts";
import type { Outcome } from "./outlet.ts";
import type { RefusalReason } from "./request-problem.ts";

/** What went through, for Prometheus. Accepted messages are acknowledged, failed or still held. */
export class Counts {
  readonly #registry = new Registry();
  readonly #messages;
  readonly #refused;
  readonly #acknowledgement;

  constructor(topics: readonly string[], budget: Budget) {
    const registers = [this.#registry];
    this.#messages = new Counter({
      name: "plimsoll_ingest_messages_total",
      help: "Messages by what became of them; accepted counts each of them, acknowledged and failed tell its end",
      labelNames: ["topic", "outcome"],
      registers,
    });
    this.#refused = new Counter({
      name: "plimsoll_ingest_refused_requests_total",
      help: "Requests of which nothing was accepted",
      labelNames: ["reason"],
      registers,
    });
    this.#acknowledgement = new Histogram({
      name: "plimsoll_ingest_request_seconds",
      help: "From a request's acceptance to the acknowledgement of its last message",
      labelNames: ["topic"],
      buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30],
      registers,
    });
    new Gauge({
      name: "plimsoll_ingest_held_bytes",
      help: "Bytes of requests and messages that are held",
      registers,
      collect() {
        this.set(budget.held);
      },
    });
    new Gauge({
      name: "plimsoll_ingest_held_bytes_limit",
      help: "Bytes that may be held; what does not fit is refused: with 429, or 413 if it never would",
      registers,
    }).set(budget.limit);
    for (const topic of topics)
      for (const outcome of ["accepted", "acknowledged", "failed"]) this.#messages.inc({ topic, outcome }, 0);
  }

  accepted(topic: string, messages: number): void {
    this.#messages.inc({ topic, outcome: "accepted" }, messages);
  }

  settled(topic: string, outcome: Outcome["state"]): void {
    this.#messages.inc({ topic, outcome });
  }

  answered(topic: string, seconds: number): void {
    this.#acknowledgement.observe({ topic }, seconds);
  }

  refused(reason: RefusalReason): void {
    this.#refused.inc({ reason });
  }

  /** In Prometheus' text format. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }
}

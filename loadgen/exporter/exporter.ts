import { createServer, type Server } from "node:http";
import { Counter, Gauge, Registry } from "prom-client";
import { Problem } from "../../sizing/problem.ts";
import type { Sample } from "../proof/sample.ts";

/** Where the figures of a run can be fetched, in Prometheus's text format, for as long as it lasts. */
export class Exporter {
  readonly #registry = new Registry();
  readonly #server: Server;
  readonly #counters: ReadonlyMap<keyof Sample, Counter>;
  readonly #behind: Gauge;
  readonly #latency: Gauge;

  private constructor(plan: string) {
    this.#registry.setDefaultLabels({ plan });
    const registers = [this.#registry];
    const counter = (name: string, help: string) => new Counter({ name: `plimsoll_${name}_total`, help, registers });
    this.#counters = new Map([
      ["dueMessages", counter("due_messages", "Messages that the schedule asked for")],
      ["acknowledgedMessages", counter("acknowledged_messages", "Messages that brokers acknowledged")],
      ["acknowledgedBytes", counter("acknowledged_bytes", "Bytes of keys and values that brokers acknowledged")],
      ["consumedMessages", counter("consumed_messages", "Messages that all groups read")],
      ["consumedBytes", counter("consumed_bytes", "Bytes of keys and values that all groups read")],
      ["retries", counter("retried_messages", "Messages that were sent again")],
    ]);
    this.#behind = new Gauge({ name: "plimsoll_behind_messages", help: "Messages due and not yet sent", registers });
    this.#latency = new Gauge({
      name: "plimsoll_produce_latency_seconds",
      help: "Latency of the last second, from due time to acknowledgement",
      labelNames: ["quantile"],
      registers,
    });
    this.#server = createServer(async (request, response) => {
      if (request.method !== "GET" || request.url !== "/metrics") {
        response.writeHead(404).end("there is only GET /metrics\n");
        return;
      }
      response.writeHead(200, { "content-type": this.#registry.contentType }).end(await this.#registry.metrics());
    });
  }

  /**
   * Listens at `address`, `host:port` (port 0: any that is free).
   * @throws Problem PLM-LOAD-060 where that cannot be listened at
   */
  static async open(plan: string, { host, port }: { host: string; port: number }): Promise<Exporter> {
    const exporter = new Exporter(plan);
    await new Promise<void>((resolve, reject) => {
      exporter.#server.once("error", (error: NodeJS.ErrnoException) =>
        reject(
          new Problem(
            "environment",
            "PLM-LOAD-060",
            `the metrics cannot be served at ${host}:${port} (${error.code})`,
            "name another address with --metrics, such as 127.0.0.1:9464",
          ),
        ),
      );
      exporter.#server.listen(port, host, resolve);
    });
    return exporter;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the exporter does not listen");
    const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
    return `http://${host}:${address.port}/metrics`;
  }

  /** Takes the figures of one more second. */
  add(sample: Sample): void {
    for (const [key, counter] of this.#counters) counter.inc(sample[key] ?? 0);
    this.#behind.set(sample.behindMessages);
    for (const [quantile, value] of [
      ["0.5", sample.p50],
      ["0.99", sample.p99],
    ] as const)
      this.#latency.set({ quantile }, value === null ? Number.NaN : value / 1000);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Origin, originOf } from "./envelope.ts";
import type { Admission, Intake } from "./intake.ts";
import type { Outcome } from "./outlet.ts";
import { RequestProblem } from "./request-problem.ts";

/** A body that takes longer holds its place in the budget for nothing. */
const BODY_MS = 30_000;
const RETRY_AFTER_SECONDS = 1;
const JSON_TYPE = "application/vnd.kafka.v2+json";
const bodyTypes = ["application/vnd.kafka.json.v2+json", "application/json"];

/** Where a server listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Speaks HTTP for an intake: `POST /topics/TOPIC`, `GET /health` and `GET /metrics`. */
export class IngestServer {
  readonly #intake: Intake;
  readonly #server: Server;

  private constructor(intake: Intake) {
    this.#intake = intake;
    this.#server = createServer({ requestTimeout: BODY_MS }, (request, response) => {
      // Whoever posts and goes away before the answer leaves its messages with us.
      response.on("error", () => {});
      void this.#handle(request, response);
    });
  }

  /** @param at port 0 for any that is free */
  static async listen(intake: Intake, at: Address): Promise<IngestServer> {
    const server = new IngestServer(intake);
    server.#server.listen(at.port, at.host);
    await once(server.#server, "listening");
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /**
   * Takes no new connections; those that are open are told that each answer is the last. Resolves when all have gone.
   */
  async closeDoor(): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeIdleConnections();
    await closed;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.#route(request, response);
    } catch (error) {
      if (response.destroyed) return;
      if (error instanceof RequestProblem) this.#refuse(request, response, error);
      else answer(response, 500, { error_code: 50001, message: (error as Error).message, remedy: "send it again" });
    }
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? "/", "http://ingest").pathname;
    const route = `${request.method} ${path}`;
    const [, topic] = path.match(/^\/topics\/([^/]+)$/) ?? [];
    if (topic !== undefined && request.method === "POST") return this.#produce(topic, request, response);
    if (route === "GET /health") {
      const { stopping } = this.#intake;
      return answer(response, stopping ? 503 : 200, { status: stopping ? "stopping" : "ok" });
    }
    if (route === "GET /metrics") {
      response.setHeader("Content-Type", this.#intake.counts.contentType);
      response.end(await this.#intake.counts.text());
      return;
    }
    throw new RequestProblem(
      404,
      "malformed",
      `there is no ${route}`,
      "POST /topics/TOPIC, GET /health or GET /metrics",
    );
  }

  async #produce(topic: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    checkType(request);
    const admission = this.#intake.admit(topic, bodyLength(request));
    let outcomes: Outcome[];
    try {
      const origin = originOf(request.headers, request.socket.remoteAddress ?? "unknown");
      outcomes = await this.#outcomes(admission, request, origin);
    } finally {
      admission.place.release();
    }
    if (this.#intake.stopping) response.setHeader("Connection", "close");
    answer(response, statusOf(outcomes), {
      key_schema_id: null,
      value_schema_id: null,
      offsets: outcomes.map(offsetOf),
    });
  }

  /** Not async, so that nothing here holds the body once it was accepted. */
  #outcomes(admission: Admission, request: IncomingMessage, origin: Origin): Promise<Outcome[]> {
    return this.#body(request).then((body) => this.#intake.accept(admission, body, origin));
  }

  /** The body, which is never longer than what was made room for. */
  async #body(request: IncomingMessage): Promise<Buffer> {
    const most = bodyLength(request) ?? this.#intake.longestBody;
    const chunks: Buffer[] = [];
    let bytes = 0;
    // A refusal must still find its way back.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > most) throw this.#intake.tooLarge();
      chunks.push(chunk);
    }
    return Buffer.concat(chunks, bytes);
  }

  #refuse(request: IncomingMessage, response: ServerResponse, problem: RequestProblem): void {
    const { status, reason, message, remedy } = problem;
    this.#intake.counts.refused(reason);
    if (reason === "busy") response.setHeader("Retry-After", String(RETRY_AFTER_SECONDS));
    // What is left of a body that is too large, or of unknown length, is not waited for.
    if (!request.complete && (reason === "too large" || bodyLength(request) === null || this.#intake.stopping))
      response.setHeader("Connection", "close");
    answer(response, status, { error_code: status * 100 + 1, message, remedy });
  }
}

function bodyLength({ headers }: IncomingMessage): number | null {
  return headers["content-length"] === undefined ? null : Number(headers["content-length"]);
}

function checkType({ headers }: IncomingMessage): void {
  const type = headers["content-type"]?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (!bodyTypes.includes(type))
    throw new RequestProblem(
      415,
      "malformed",
      `Content-Type is \`${type}\``,
      `write Content-Type: ${bodyTypes.join(" or ")}`,
    );
  const encoding = headers["content-encoding"] ?? "identity";
  if (encoding !== "identity")
    throw new RequestProblem(415, "malformed", `Content-Encoding is \`${encoding}\``, "send it uncompressed");
}

/** 200 if every message is acknowledged, 202 if none is to be; 503 if some are not, and which the answer tells. */
function statusOf(outcomes: readonly Outcome[]): number {
  if (outcomes.some(({ state }) => state === "failed")) return 503;
  return outcomes.some((outcome) => outcome.state === "acknowledged" && outcome.offset === null) ? 202 : 200;
}

function offsetOf(outcome: Outcome) {
  const { partition } = outcome;
  if (outcome.state === "failed") return { partition, offset: null, error_code: 50003, error: outcome.error };
  // Offsets beyond what a JSON reader holds exactly would take a message a microsecond for 285 years.
  const offset = outcome.offset === null ? null : Number(outcome.offset);
  return { partition, offset, error_code: null, error: null };
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "Content-Type": JSON_TYPE });
  response.end(JSON.stringify(body));
}

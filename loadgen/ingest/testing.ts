import { onTestFinished } from "vitest";
import { Intake, type IntakeLimits } from "./intake.ts";
import type { Message } from "./message.ts";
import type { Outlet } from "./outlet.ts";
import { IngestServer } from "./server.ts";
import type { IngestTopic } from "./topic.ts";

/** A call of `send` that waits until the test says how it ends. */
export interface Send {
  readonly topic: string;
  readonly partition: number;
  readonly messages: readonly Message[];
  acknowledge(first?: bigint | null): void;
  fail(error: string): void;
}

/** An outlet as slow as the test wants it. */
export class HeldOutlet implements Outlet {
  readonly sends: Send[] = [];
  /** What becomes of each send at once, in place of waiting for the test. */
  byItself: ((send: Send) => void) | null = null;

  send({ name }: IngestTopic, partition: number, messages: readonly Message[]): Promise<bigint | null> {
    const { promise, resolve, reject } = Promise.withResolvers<bigint | null>();
    const send: Send = {
      topic: name,
      partition,
      messages,
      acknowledge: (first = 0n) => resolve(first),
      fail: (error) => reject(new Error(error)),
    };
    this.sends.push(send);
    this.byItself?.(send);
    return promise;
  }

  async close(): Promise<void> {}
}

export function topicOf(over: Partial<IngestTopic> = {}): IngestTopic {
  return { name: "events", acks: "all", partitions: 1, batchBytes: 1_000_000, ...over };
}

/** An ingest on a free port of loopback whose messages go to a held outlet; it goes with the test. */
export async function heldIngest(
  topics: readonly IngestTopic[] = [topicOf()],
  limits: IntakeLimits = { bodyBytes: 10_000, heldBytes: 100_000 },
) {
  const outlet = new HeldOutlet();
  const intake = new Intake(topics, outlet, limits);
  const server = await IngestServer.listen(intake, { host: "127.0.0.1", port: 0 });
  onTestFinished(() => server.close());
  const base = `http://127.0.0.1:${server.port}`;
  const post = (topic: string, body: string, headers: Record<string, string> = {}) =>
    fetch(`${base}/topics/${topic}`, {
      method: "POST",
      body,
      headers: { "Content-Type": "application/vnd.kafka.json.v2+json", ...headers },
    });
  const metrics = async () => (await fetch(`${base}/metrics`)).text();
  return { outlet, intake, server, base, post, metrics };
}

/** The body of a request with these values. */
export function batchOf(...values: unknown[]): string {
  return JSON.stringify({ records: values.map((value) => ({ value })) });
}

import exec from "k6/execution";
import http from "k6/http";
import { Counter, Trend } from "k6/metrics";
import { load } from "./load.ts";
import { Messages } from "./messages.ts";
import { optionsFor } from "./scenarios.ts";

/** Loads the REST ingest of `plimsoll ingest`, or another proxy that speaks Confluent's version 2. */
const url = __ENV.INGEST_URL || "http://127.0.0.1:8080";
const messages = new Messages(load.topics);
const acknowledged = new Counter("plimsoll_messages");
const unacknowledged = new Counter("plimsoll_unacknowledged");
const acknowledgement = new Trend("plimsoll_acknowledgement_ms", true);
const topics = new Map(load.topics.map((topic, at) => [`topic-${at}`, topic]));
const params = {
  headers: {
    "Content-Type": "application/vnd.kafka.json.v2+json",
    "Plimsoll-Application": `k6-${load.system}`,
  },
};
/** The quotation marks of a JSON string. */
const QUOTES = 2;

export const options = optionsFor(load, Number(__ENV.PLIMSOLL_INSTANCES || load.instances));

export function produce(): void {
  const { topic, batch, messageBytes, keyed } = topics.get(exec.scenario.name)!;
  const values = messages.batch(exec.scenario.iterationInTest, batch, messageBytes - QUOTES);
  const records = values.map((value) => (keyed ? { key: messages.key(), value } : { value }));
  const { status, body, timings } = http.post(`${url}/topics/${topic}`, JSON.stringify({ records }), params);
  const stored = status === 200 || status === 202 ? batch : storedOf(status, body);
  acknowledged.add(stored);
  unacknowledged.add(batch - stored);
  if (stored > 0) acknowledgement.add(timings.duration);
}

/** Of a batch that failed in part the answer tells which messages are stored. */
function storedOf(status: number, body: unknown): number {
  if (status !== 503 || typeof body !== "string") return 0;
  const { offsets = [] } = JSON.parse(body) as { offsets?: { error_code: number | null }[] };
  return offsets.filter(({ error_code }) => error_code === null).length;
}

import exec from "k6/execution";
import http from "k6/http";
import { Counter, Trend } from "k6/metrics";
import { storedOf } from "./answer.ts";
import { load } from "./load.ts";
import { Messages } from "./messages.ts";
import { ANSWER_SECONDS, optionsFor } from "./scenarios.ts";
import { textBytes } from "./sizes.ts";

/** Loads the REST ingest of `plimsoll ingest`, or another proxy that speaks Confluent's version 2. */
const url = __ENV.INGEST_URL || "http://127.0.0.1:8080";
const messages = new Messages(load.topics);
const acknowledged = new Counter("plimsoll_messages");
const unacknowledged = new Counter("plimsoll_unacknowledged");
const acknowledgement = new Trend("plimsoll_acknowledgement_ms", true);
const topics = new Map(load.topics.map((topic, at) => [`topic-${at}`, topic]));
const params = {
  timeout: `${ANSWER_SECONDS}s`,
  headers: {
    "Content-Type": "application/vnd.kafka.json.v2+json",
    "Plimsoll-Application": `k6-${load.system}`,
  },
};
/** The quotation marks of a JSON string. */
const QUOTES = 2;

export const options = optionsFor(load, Number(__ENV.PLIMSOLL_INSTANCES || load.instances));

export function produce(): void {
  const topicLoad = topics.get(exec.scenario.name)!;
  const { topic, batch, keyed } = topicLoad;
  const values = messages.batch(exec.scenario.iterationInTest, batch, textBytes(topicLoad, QUOTES));
  const records = values.map((value) => (keyed ? { key: messages.key(), value } : { value }));
  const { status, body, timings } = http.post(`${url}/topics/${topic}`, JSON.stringify({ records }), params);
  const stored = storedOf(status, body, batch);
  acknowledged.add(stored);
  unacknowledged.add(batch - stored);
  if (stored > 0) acknowledgement.add(timings.duration);
}

import { setTimeout as delay } from "node:timers/promises";
import { Problem } from "../../../sizing/problem.ts";
import type { Reader, Writer } from "../../wire/codec.ts";
import { Connection, Disconnected } from "../../wire/connection.ts";
import { errorName } from "../../wire/errors.ts";
import {
  type Api,
  api,
  type BrokerAddress,
  type Metadata,
  readApiVersions,
  readMetadata,
  writeMetadata,
} from "../../wire/requests.ts";

const CONNECT_MS = 3_000;
/** Metadata goes by a connection of its own: a broker answers in turn, and a produce request may take long. */
const CONTROL_LANE = -1;

/** Splits `host:port`. */
export function parseAddress(text: string): { host: string; port: number } {
  const match = /^(.+):(\d+)$/.exec(text);
  if (!match || Number(match[2]) > 65_535)
    throw new Problem(
      "input",
      "PLM-LOAD-002",
      `bootstrap server "${text}" is not host:port`,
      "write it as broker1:9092",
    );
  return { host: match[1]!.replace(/^\[(.*)\]$/, "$1"), port: Number(match[2]) };
}

/** Knows the brokers and who leads which partition of one topic; keeps a connection to each broker that is asked for. */
export class ClusterClient {
  readonly topic: string;
  readonly #bootstrap: readonly string[];
  readonly #brokers = new Map<number, BrokerAddress>();
  /** By `broker/lane`. */
  readonly #connections = new Map<string, Promise<Connection>>();
  #leaders: Int32Array = new Int32Array();
  #refreshing: Promise<void> | undefined;
  #closed = false;

  constructor(bootstrap: readonly string[], topic: string) {
    this.#bootstrap = bootstrap;
    this.topic = topic;
  }

  /** Reads the topic's metadata for the first time. */
  static async connect(bootstrap: readonly string[], topic: string): Promise<ClusterClient> {
    const client = new ClusterClient(bootstrap, topic);
    try {
      await client.refresh();
    } catch (error) {
      client.close();
      throw asProblem(error, bootstrap);
    }
    return client;
  }

  get partitions(): number {
    return this.#leaders.length;
  }

  /** The broker that leads `partition`, or -1 while there is none. */
  leader(partition: number): number {
    return this.#leaders[partition] ?? -1;
  }

  /**
   * An open connection to `broker`; made if need be. Rejects with `Disconnected`. A broker works on one request
   * of a connection at a time, so those who want more of it take several lanes.
   */
  connection(broker: number, lane = 0): Promise<Connection> {
    const key = `${broker}/${lane}`;
    const known = this.#connections.get(key);
    if (known) return known;
    const address = this.#brokers.get(broker);
    if (!address || this.#closed) return Promise.reject(new Disconnected(`broker ${broker} is not known`));
    const opening = Connection.open(address.host, address.port, CONNECT_MS);
    this.#connections.set(key, opening);
    const forget = () => {
      if (this.#connections.get(key) === opening) this.#connections.delete(key);
    };
    opening.then((connection) => (this.#closed ? connection.close() : connection.onClose(forget)), forget);
    return opening;
  }

  /** Reads the metadata anew; calls while one is under way share it. Rejects when no broker answers. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#readMetadata().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  /** Calls any broker that answers. */
  async anyBroker<T>(call: Api, body: (writer: Writer) => void, read: (reader: Reader) => T): Promise<T> {
    let last: unknown = new Disconnected("no broker is known");
    for (const { open, keep } of this.#candidates()) {
      try {
        const connection = await open();
        try {
          return await within(connection.call(call, body, read), connection);
        } finally {
          if (!keep) connection.close();
        }
      } catch (error) {
        // A RangeError: what answers does not speak the protocol.
        if (!(error instanceof Disconnected || error instanceof RangeError)) throw error;
        last = error;
      }
    }
    throw last;
  }

  close(): void {
    this.#closed = true;
    for (const opening of this.#connections.values())
      opening.then(
        (connection) => connection.close(),
        () => {},
      );
  }

  async #readMetadata(): Promise<void> {
    const metadata = await this.anyBroker(api.metadata, (writer) => writeMetadata(writer, [this.topic]), readMetadata);
    this.#learn(metadata);
  }

  #learn(metadata: Metadata): void {
    for (const broker of metadata.brokers) this.#brokers.set(broker.id, broker);
    const topic = metadata.topics[0];
    if (!topic || topic.partitions.length === 0)
      throw new Problem(
        "environment",
        "PLM-LOAD-003",
        `topic ${this.topic} cannot be used: ${errorName(topic?.error ?? 3)}`,
        "check that the topic exists and that this client may use it",
      );
    const leaders = new Int32Array(topic.partitions.length).fill(-1);
    for (const { partition, leader } of topic.partitions) leaders[partition] = leader;
    this.#leaders = leaders;
  }

  /** Brokers already met first; then the bootstrap servers, whose connections are not kept (the lasting ones go by id). */
  *#candidates(): Generator<{ open(): Promise<Connection>; keep: boolean }> {
    for (const broker of this.#brokers.keys()) yield { open: () => this.connection(broker, CONTROL_LANE), keep: true };
    for (const text of this.#bootstrap) {
      const { host, port } = parseAddress(text);
      yield { open: () => Connection.open(host, port, CONNECT_MS), keep: false };
    }
  }
}

/** Closes a connection whose broker does not answer in time, so that the caller can turn to another. */
async function within<T>(answer: Promise<T>, connection: Connection): Promise<T> {
  const timer = new AbortController();
  const late = delay(CONNECT_MS, undefined, { signal: timer.signal, ref: false }).then(
    () => connection.close(`no answer within ${CONNECT_MS} ms`),
    () => {},
  );
  try {
    return await answer;
  } finally {
    timer.abort();
    await late;
  }
}

/** Throws a Problem unless the brokers behind `bootstrap` speak what a load needs. */
export async function checkBrokers(bootstrap: readonly string[]): Promise<void> {
  const client = new ClusterClient(bootstrap, "");
  try {
    const { versions } = await client.anyBroker(api.apiVersions, () => {}, readApiVersions);
    for (const [name, { key, version }] of Object.entries(api)) {
      const [least, most] = versions.get(key) ?? [0, -1];
      if (version < least || version > most)
        throw new Problem(
          "environment",
          "PLM-LOAD-004",
          `the brokers at ${bootstrap.join(",")} do not speak ${name} version ${version} (they speak ${least} to ${most})`,
          "use Kafka 2.4 or later",
        );
    }
  } catch (error) {
    throw asProblem(error, bootstrap);
  } finally {
    client.close();
  }
}

function asProblem(error: unknown, bootstrap: readonly string[]): unknown {
  if (!(error instanceof Disconnected || error instanceof RangeError)) return error;
  return new Problem(
    "environment",
    "PLM-LOAD-005",
    `no broker answers at ${bootstrap.join(",")} (${error.message})`,
    "check the address and that the brokers run",
  );
}

import { setTimeout as delay } from "node:timers/promises";
import { Problem } from "../../../sizing/problem.ts";
import { type Access, protocolOf } from "../../access.ts";
import type { Reader, Writer } from "../../wire/codec.ts";
import { Connection } from "../../wire/connection.ts";
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
import { Disconnected } from "../../wire/socket.ts";

const CONNECT_MS = 3_000;
/** Before a broker that refused is asked again: long enough not to be taken for somebody who tries passwords. */
const REFUSED_MS = 5_000;
/**
 * What is asked about a cluster goes by connections of their own: a broker answers in turn, and what was sent before,
 * a produce request or a large fetch over a slow way, may take longer than such an answer is waited for.
 */
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
  readonly #access: Access;
  readonly #brokers = new Map<number, BrokerAddress>();
  /** By `broker/lane`. */
  readonly #connections = new Map<string, Promise<Connection>>();
  /** Brokers that did not let us in, by address. */
  readonly #refused = new Map<string, { problem: Problem; until: number }>();
  #leaders: Int32Array = new Int32Array();
  #epochs: Int32Array = new Int32Array();
  #refreshing: Promise<void> | undefined;
  #closed = false;

  constructor(access: Access, topic: string) {
    this.#access = access;
    this.topic = topic;
  }

  /** Reads the topic's metadata for the first time. */
  static async connect(access: Access, topic: string): Promise<ClusterClient> {
    const client = new ClusterClient(access, topic);
    try {
      await client.refresh();
    } catch (error) {
      client.close();
      throw client.asProblem(error);
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

  /** The number of the last election of a leader for `partition`, as far as is known; -1 if nothing is. */
  epoch(partition: number): number {
    return this.#epochs[partition] ?? -1;
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
    const opening = this.#open(address);
    this.#connections.set(key, opening);
    const forget = () => {
      if (this.#connections.get(key) === opening) this.#connections.delete(key);
    };
    opening.then((connection) => (this.#closed ? connection.close() : connection.onClose(forget)), forget);
    return opening;
  }

  /** A connection to `broker` for questions about its logs; see {@link connection}. */
  controlConnection(broker: number): Promise<Connection> {
    return this.connection(broker, CONTROL_LANE);
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
    for (const { open, broker } of this.#candidates()) {
      try {
        const connection = await open();
        try {
          return await within(connection.call(call, body, read), connection);
        } finally {
          if (broker === undefined) connection.close();
        }
      } catch (error) {
        // A RangeError: what answers does not speak the protocol.
        if (!(error instanceof Disconnected || error instanceof RangeError || error instanceof Problem)) throw error;
        // That one broker did not let us in says more than that another is down.
        if (!(last instanceof Problem)) last = error;
        if (broker !== undefined) this.#askLast(broker);
      }
    }
    throw last;
  }

  /** What `anyBroker` rejects with, as a user is told of it: a Problem (PLM-LOAD-005) where no broker answers. */
  asProblem(error: unknown): unknown {
    if (!(error instanceof Disconnected || error instanceof RangeError)) return error;
    return new Problem(
      "environment",
      "PLM-LOAD-005",
      `no broker answers at ${this.#access.bootstrap.join(",")} (${error.message})`,
      `check the address, that the brokers run, and that this listener speaks ${protocolOf(this.#access)}`,
    );
  }

  get closed(): boolean {
    return this.#closed;
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
    const epochs = new Int32Array(topic.partitions.length).fill(-1);
    for (const { partition, leader, epoch } of topic.partitions) {
      leaders[partition] = leader;
      epochs[partition] = epoch;
    }
    this.#leaders = leaders;
    this.#epochs = epochs;
  }

  async #open({ host, port }: { host: string; port: number }): Promise<Connection> {
    const { tls, sasl } = this.#access;
    const key = `${host}:${port}`;
    const refused = this.#refused.get(key);
    if (refused && performance.now() < refused.until) throw refused.problem;
    try {
      return await Connection.open({ host, port, tls, sasl }, CONNECT_MS);
    } catch (error) {
      if (error instanceof Problem) this.#refused.set(key, { problem: error, until: performance.now() + REFUSED_MS });
      throw error;
    }
  }

  /**
   * Brokers already met first, those that failed the last time last; then the bootstrap servers, whose connections are
   * not kept (the lasting ones go by id).
   */
  *#candidates(): Generator<{ open(): Promise<Connection>; broker?: number }> {
    for (const broker of [...this.#brokers.keys()]) yield { open: () => this.controlConnection(broker), broker };
    for (const text of this.#access.bootstrap) {
      const address = parseAddress(text);
      yield { open: () => this.#open(address) };
    }
  }

  #askLast(broker: number): void {
    const address = this.#brokers.get(broker)!;
    this.#brokers.delete(broker);
    this.#brokers.set(broker, address);
  }
}

/** Closes a connection whose broker does not answer in time, so that the caller can turn to another. */
export async function within<T>(answer: Promise<T>, connection: Connection): Promise<T> {
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

/** Throws a Problem unless the brokers behind `access` let us in and speak what a load needs. */
export async function checkBrokers(access: Access): Promise<void> {
  const client = new ClusterClient(access, "");
  try {
    const { versions } = await client.anyBroker(api.apiVersions, () => {}, readApiVersions);
    if (!versions.has(api.produce.key))
      throw new Problem(
        "environment",
        "PLM-LOAD-035",
        `what answers at ${access.bootstrap.join(",")} takes no messages: it is a controller, not a broker`,
        "name the address of a broker's listener",
      );
    for (const [name, { key, version }] of Object.entries(api)) {
      const [least, most] = versions.get(key) ?? [0, -1];
      if (version < least || version > most)
        throw new Problem(
          "environment",
          "PLM-LOAD-004",
          `the brokers at ${access.bootstrap.join(",")} do not speak ${name} version ${version} (they speak ${least} to ${most})`,
          "use Kafka 2.4 or later",
        );
    }
    // Versions are told to anybody; nothing else is to one who should have logged in.
    await client.anyBroker(api.metadata, (writer) => writeMetadata(writer, []), readMetadata);
  } catch (error) {
    throw client.asProblem(error);
  } finally {
    client.close();
  }
}

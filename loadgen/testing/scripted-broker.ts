import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { Reader, Writer } from "../wire/codec.ts";
import { FrameBuffer } from "../wire/frames.ts";
import { api } from "../wire/requests.ts";
import { ClusterState, type Fault } from "./cluster-state.ts";
import { PartitionLog } from "./partition-log.ts";

export type { Fault } from "./cluster-state.ts";

export interface SeenRequest {
  broker: number;
  key: number;
  /** When it arrived, by `performance.now()`. */
  at: number;
  /** Of a produce request. */
  partitions: number[];
}

interface Options {
  brokers: number;
  partitions: number;
  /** A fetch returns at most this many bytes of a partition, whatever it asked for. */
  fetchBytes?: number;
}

/** One connection: worked on a request at a time, as a real broker does. */
interface Served {
  broker: number;
  socket: Socket;
  dropped: boolean;
  /** Partitions of each produce request that is not answered. */
  open: Set<number[]>;
  turn: Promise<void>;
}

/**
 * A cluster in one process that fails on command. A real broker does not fail at an exact request, and that is what
 * the drivers' promises are about: so this double speaks the few requests of a load over loopback, keeps what a real
 * broker would keep (see PartitionLog), and answers produce requests as a script says. Brokers are numbered from 0;
 * all share one log per partition, as replicas in sync do.
 */
export class ScriptedBrokers {
  readonly topic = "t";
  readonly requests: SeenRequest[] = [];
  /** The most produce requests of one partition that were ever unanswered. */
  mostUnanswered = 0;
  readonly #state: ClusterState;
  readonly #servers: (Server | undefined)[] = [];
  readonly #connections = new Set<Served>();
  readonly #unanswered = new Map<number, number>();
  readonly #asked = new Map<number, () => Promise<void>>();
  readonly #paused = new Map<number, PromiseWithResolvers<void>>();

  private constructor({ brokers, partitions, fetchBytes = Number.POSITIVE_INFINITY }: Options) {
    this.#state = new ClusterState(this.topic, brokers, partitions, fetchBytes);
  }

  static async open(options: Options): Promise<ScriptedBrokers> {
    const cluster = new ScriptedBrokers(options);
    for (let broker = 0; broker < options.brokers; broker++) await cluster.start(broker);
    return cluster;
  }

  get bootstrap(): string[] {
    return this.#state.ports.map((port) => `127.0.0.1:${port}`);
  }

  get logs(): readonly PartitionLog[] {
    return this.#state.logs;
  }

  /** Errors of the next InitProducerId requests. */
  get initErrors(): string[] {
    return this.#state.initErrors;
  }

  /** Errors of the next fetches, by partition. */
  get fetchErrors(): Map<number, string[]> {
    return this.#state.fetchErrors;
  }

  /** Connections that are open, to all brokers. */
  get connections(): number {
    return this.#connections.size;
  }

  /** What becomes of the next batches of `partition`, one fault each; nothing befalls those after. */
  script(partition: number, ...faults: Fault[]): void {
    const { scripts } = this.#state;
    scripts.set(partition, [...(scripts.get(partition) ?? []), ...faults]);
  }

  /** `broker` -1: none. */
  moveLeader(partition: number, broker: number): void {
    this.#state.leaders[partition] = broker;
  }

  /** The topic is deleted and made anew: empty, and as if never elected for. */
  recreate(): void {
    for (const partition of this.#state.logs.keys()) this.#state.logs[partition] = new PartitionLog();
  }

  /** Closes every connection to `broker`. */
  dropConnections(broker: number): void {
    for (const served of this.#connections) if (served.broker === broker) this.#drop(served);
  }

  /** The broker is gone, until it is started again on its port. */
  async stop(broker: number): Promise<void> {
    const server = this.#servers[broker];
    this.#servers[broker] = undefined;
    this.dropConnections(broker);
    if (server) await new Promise((resolve) => server.close(resolve));
  }

  /** Does `act` instead of answering the next request of `key`. */
  onceAsked(key: number, act: () => Promise<void>): void {
    this.#asked.set(key, act);
  }

  /** The broker keeps its connections, takes new ones and answers nothing, until it is resumed. */
  pause(broker: number): void {
    this.#paused.set(broker, Promise.withResolvers());
  }

  resume(broker: number): void {
    this.#paused.get(broker)?.resolve();
    this.#paused.delete(broker);
  }

  async start(broker: number): Promise<void> {
    const { ports } = this.#state;
    const server = createServer({ noDelay: true }, (socket) => this.#serve(broker, socket));
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(ports[broker] ?? 0, "127.0.0.1", resolve);
    });
    this.#servers[broker] = server;
    ports[broker] = (server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    await Promise.all(this.#servers.map((_, broker) => this.stop(broker)));
  }

  #drop(served: Served): void {
    served.dropped = true;
    served.socket.destroy();
  }

  #serve(broker: number, socket: Socket): void {
    const served: Served = { broker, socket, dropped: false, open: new Set(), turn: Promise.resolve() };
    this.#connections.add(served);
    const frames = new FrameBuffer();
    socket.on("error", () => socket.destroy());
    socket.once("close", () => {
      this.#connections.delete(served);
      for (const partitions of served.open) this.#count(partitions, -1);
      served.open.clear();
    });
    socket.on("data", (chunk: Buffer) => {
      for (let at = 0; at < chunk.length; ) {
        const count = chunk.copy(frames.free(), 0, at);
        frames.filled(count, (frame) => this.#arrived(served, Buffer.from(frame)));
        at += count;
      }
    });
  }

  #arrived(served: Served, frame: Buffer): void {
    const key = frame.readInt16BE(0);
    const partitions = key === api.produce.key ? partitionsOf(frame) : [];
    this.requests.push({ broker: served.broker, key, at: performance.now(), partitions });
    served.open.add(partitions);
    this.#count(partitions, 1);
    served.turn = served.turn.then(async () => {
      await this.#paused.get(served.broker)?.promise;
      // What a client sent before it went is still worked on; what came after a drop is not.
      if (served.dropped) return;
      const writer = new Writer(4096);
      const answered = await this.#answer(served, new Reader(frame), writer);
      if (served.open.delete(partitions)) this.#count(partitions, -1);
      if (!answered || served.socket.destroyed) return;
      writer.patchInt32(0, writer.offset - 4);
      served.socket.write(writer.bytes());
    });
  }

  #count(partitions: readonly number[], step: number): void {
    for (const partition of partitions) {
      const now = (this.#unanswered.get(partition) ?? 0) + step;
      this.#unanswered.set(partition, now);
      this.mostUnanswered = Math.max(this.mostUnanswered, now);
    }
  }

  /** Writes the answer to `request`; false when there is to be none. */
  async #answer(served: Served, request: Reader, writer: Writer): Promise<boolean> {
    const { broker } = served;
    const key = request.int16();
    const instead = this.#asked.get(key);
    if (instead) {
      this.#asked.delete(key);
      await instead();
      return false;
    }
    request.int16(); // version: each api has one here
    writer.int32(0).int32(request.int32());
    request.string(); // client
    switch (key) {
      case api.produce.key: {
        const outcome = this.#state.produce(broker, request, writer);
        if (outcome.kind === "drop") this.#drop(served);
        if (outcome.kind === "silent") await new Promise(() => {});
        if (outcome.kind !== "answer") return false;
        if (outcome.afterMs > 0) await delay(outcome.afterMs);
        return true;
      }
      case api.fetch.key:
        await delay(this.#state.fetch(broker, request, writer));
        return true;
      case api.metadata.key:
        this.#state.metadata(request, writer);
        return true;
      case api.listOffsets.key:
        this.#state.offsets(broker, request, writer);
        return true;
      case api.offsetForLeaderEpoch.key:
        this.#state.epochEnds(broker, request, writer);
        return true;
      case api.initProducerId.key:
        this.#state.initProducer(writer);
        return true;
      case api.apiVersions.key:
        writer.int16(0).array(Object.values(api), ({ key, version }) => writer.int16(key).int16(0).int16(version));
        writer.int32(0);
        return true;
      default:
        throw new Error(`the double does not speak request ${key}`);
    }
  }
}

function partitionsOf(produce: Buffer): number[] {
  const request = new Reader(produce, 8);
  request.string(); // client
  request.string(); // transactional id
  request.offset += 2 + 4 + 4; // acks, timeout, one topic
  request.string();
  return request.array(() => {
    const partition = request.int32();
    const size = request.int32();
    request.offset += size;
    return partition;
  });
}

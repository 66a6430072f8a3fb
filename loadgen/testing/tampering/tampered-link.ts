import type { Socket } from "node:net";
import { Reader } from "../../wire/codec.ts";
import { FrameBuffer } from "../../wire/frames.ts";
import { api } from "../../wire/requests.ts";
import { ProduceRequest } from "./produce-request.ts";
import type { Tampering } from "./tampering.ts";

/** How long a request is held back for another one to overtake it. */
const HOLD_MS = 200;
/** Set in the correlation id of a request that the client knows nothing of. */
const OWN = 0x40000000;

interface Told {
  /** What to do with the next produce request. */
  next(request: ProduceRequest): Tampering | "pass";
  did(tampering: Tampering, messages: number): void;
}

/** One connection through the proxy: client and broker each see their frames in the order that the protocol promises. */
export class TamperedLink {
  readonly #client: Socket;
  readonly #broker: Socket;
  readonly #told: Told;
  /** Correlation ids in the order in which the client awaits their answers. */
  readonly #awaited: number[] = [];
  readonly #arrived = new Map<number, Buffer>();
  /** Ids of metadata requests, whose answers name the brokers. */
  readonly #metadata = new Set<number>();
  readonly #ports: { from: number; to: number };
  #held: { request: ProduceRequest; timer: NodeJS.Timeout } | undefined;

  constructor(client: Socket, broker: Socket, ports: { from: number; to: number }, told: Told) {
    this.#client = client;
    this.#broker = broker;
    this.#ports = ports;
    this.#told = told;
    frames(client, (frame) => this.#request(frame));
    frames(broker, (frame) => this.#response(frame));
    const end = () => {
      clearTimeout(this.#held?.timer);
      client.destroy();
      broker.destroy();
    };
    for (const socket of [client, broker]) socket.on("close", end).on("error", end);
  }

  #request(frame: Buffer): void {
    const correlation = frame.readInt32BE(4);
    this.#awaited.push(correlation);
    if (frame.readInt16BE(0) === api.metadata.key) this.#metadata.add(correlation);
    if (!ProduceRequest.is(frame)) {
      this.#release();
      send(this.#broker, frame);
      return;
    }
    const request = new ProduceRequest(frame);
    if (this.#held) {
      this.#swap(request);
      return;
    }
    const tampering = this.#told.next(request);
    switch (tampering) {
      case "pass":
        send(this.#broker, frame);
        break;
      case "drop":
        this.#told.did(tampering, request.messages);
        this.#arrived.set(correlation, request.accepted());
        this.#answer();
        break;
      case "double":
        this.#told.did(tampering, request.messages);
        send(this.#broker, frame);
        send(this.#broker, request.copy(correlation | OWN));
        break;
      case "flip":
        this.#told.did(tampering, 1);
        send(this.#broker, request.flipped());
        break;
      case "swap":
        this.#held = { request, timer: setTimeout(() => this.#release(), HOLD_MS) };
    }
  }

  /** Sends `later` before the request that is held back. */
  #swap(later: ProduceRequest): void {
    const { request } = this.#held!;
    this.#told.did("swap", request.messagesShared(later));
    send(this.#broker, later.frame);
    this.#release();
  }

  #release(): void {
    if (!this.#held) return;
    clearTimeout(this.#held.timer);
    send(this.#broker, this.#held.request.frame);
    this.#held = undefined;
  }

  #response(frame: Buffer): void {
    const correlation = frame.readInt32BE(0);
    if ((correlation & OWN) !== 0) return;
    if (this.#metadata.delete(correlation)) this.#leadBack(frame);
    this.#arrived.set(correlation, frame);
    this.#answer();
  }

  #answer(): void {
    for (let first = this.#awaited[0]; first !== undefined; first = this.#awaited[0]) {
      const frame = this.#arrived.get(first);
      if (!frame) return;
      this.#awaited.shift();
      this.#arrived.delete(first);
      send(this.#client, frame);
    }
  }

  /** Puts the proxy's port in place of the broker's. */
  #leadBack(frame: Buffer): void {
    const reader = new Reader(frame, 8); // after correlation id and throttle time
    reader.array(() => {
      reader.int32();
      reader.string();
      if (frame.readInt32BE(reader.offset) === this.#ports.from) frame.writeInt32BE(this.#ports.to, reader.offset);
      reader.int32();
      reader.string();
    });
  }
}

/** Hands out a copy of every frame that comes from `socket`. */
function frames(socket: Socket, each: (frame: Buffer) => void): void {
  const buffer = new FrameBuffer();
  socket.on("data", (chunk: Buffer) => {
    for (let at = 0; at < chunk.length; ) {
      const taken = chunk.copy(buffer.free(), 0, at);
      at += taken;
      buffer.filled(taken, (frame) => each(Buffer.from(frame)));
    }
  });
}

function send(socket: Socket, frame: Buffer): void {
  const length = Buffer.alloc(4);
  length.writeInt32BE(frame.length);
  socket.write(length);
  socket.write(frame);
}

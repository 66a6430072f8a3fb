import type { Socket } from "node:net";
import { Reader, Writer } from "./codec.ts";
import { type Api, finishRequest, startRequest } from "./requests.ts";
import { signIn } from "./sasl/sign-in.ts";
import { type Endpoint, type Gone, openSocket } from "./socket.ts";

/** Told once: of the response, or that it will not come. */
interface Answer {
  resolve(reader: Reader): void;
  reject(error: Gone): void;
}

interface Waiting extends Answer {
  correlation: number;
}

/** One pipelined connection to a broker. Responses come in the order of the requests. */
export class Connection {
  /** `host:port`, for those who are told of it. */
  readonly address: string;
  readonly #socket: Socket;
  readonly #waiting: Waiting[] = [];
  readonly #writer = new Writer();
  readonly #onClose: Set<() => void> = new Set();
  /** What others want to send while somebody has the connection for himself. */
  #held: (() => void)[] | undefined;
  #correlation = 0;
  #closed: Gone | undefined;

  private constructor(address: string, socket: Socket) {
    this.address = address;
    this.#socket = socket;
  }

  /**
   * Connects, encrypts and signs in, as the endpoint asks, within `timeoutMs`. Rejects with `Disconnected`, or with a
   * Problem (PLM-ACCESS-001 to -007) for what will not be better at the next attempt.
   */
  static async open(endpoint: Endpoint, timeoutMs: number): Promise<Connection> {
    const connection = await Connection.#connect(endpoint, timeoutMs);
    if (!endpoint.sasl) return connection;
    const late = setTimeout(() => connection.close(`not let in within ${timeoutMs} ms`), timeoutMs);
    try {
      await signIn(connection, endpoint.sasl);
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    } finally {
      clearTimeout(late);
    }
  }

  static async #connect(endpoint: Endpoint, timeoutMs: number): Promise<Connection> {
    let connection: Connection | undefined;
    let gone: Gone | undefined;
    const socket = await openSocket(endpoint, timeoutMs, {
      frame: (frame) => {
        if (connection) connection.#deliver(frame);
      },
      closed: (why) => {
        gone = why;
        if (connection) connection.#close(why);
      },
    });
    if (gone) throw gone;
    connection = new Connection(`${endpoint.host}:${endpoint.port}`, socket);
    return connection;
  }

  get closed(): boolean {
    return this.#closed !== undefined;
  }

  /** Bytes that came from the broker so far. */
  get bytesRead(): number {
    return this.#socket.bytesRead;
  }

  /** Runs `listener` when the connection is gone, whoever ended it. */
  onClose(listener: () => void): void {
    if (this.#closed) listener();
    else this.#onClose.add(listener);
  }

  /** Sends a small request and gives its response, which the reader holds only until the next turn of the loop. */
  call<T>(call: Api, body: (writer: Writer) => void, read: (reader: Reader) => T): Promise<T> {
    return this.#call(call, body, read, (bytes, correlation, answer) => this.send(bytes, correlation, answer));
  }

  /** Holds back what others send until `dialogue`, whose own calls go through, is over. */
  async exclusively<T>(dialogue: (call: Connection["call"]) => Promise<T>): Promise<T> {
    this.#held = [];
    try {
      return await dialogue((call, body, read) =>
        this.#call(call, body, read, (bytes, correlation, answer) => this.#transmit(bytes, correlation, answer)),
      );
    } finally {
      const held = this.#held;
      this.#held = undefined;
      for (const send of held) send();
    }
  }

  #call<T>(
    call: Api,
    body: (writer: Writer) => void,
    read: (reader: Reader) => T,
    send: (bytes: Buffer, correlation: number, answer: Answer) => void,
  ): Promise<T> {
    const writer = this.#writer;
    startRequest(writer, call, this.nextCorrelation());
    body(writer);
    const bytes = Buffer.from(finishRequest(writer));
    return new Promise((resolve, reject) => {
      send(bytes, this.#correlation, {
        resolve: (reader) => {
          try {
            resolve(read(reader));
          } catch (error) {
            reject(error);
          }
        },
        reject,
      });
    });
  }

  nextCorrelation(): number {
    this.#correlation = (this.#correlation + 1) & 0x7fffffff;
    return this.#correlation;
  }

  /**
   * Writes a whole request. `answer` is called once, `reject` if the connection goes before the response;
   * left out, no response is awaited (acks=0). `written` is called when `bytes` can be used again, with the error if
   * they did not leave.
   */
  send(bytes: Buffer, correlation: number, answer?: Answer, written?: (error?: Error | null) => void): void {
    if (this.#held) this.#held.push(() => this.#transmit(bytes, correlation, answer, written));
    else this.#transmit(bytes, correlation, answer, written);
  }

  #transmit(bytes: Buffer, correlation: number, answer?: Answer, written?: (error?: Error | null) => void): void {
    if (this.#closed) {
      written?.(this.#closed);
      answer?.reject(this.#closed);
      return;
    }
    if (answer) this.#waiting.push({ correlation, ...answer });
    this.#socket.write(bytes, written);
  }

  /** `reason` is what those who wait are told. */
  close(reason = "closed"): void {
    this.#socket.destroy(new Error(reason));
  }

  #deliver(frame: Buffer): void {
    const correlation = frame.readInt32BE(0); // throws on a frame too short for it, and the connection is closed
    const next = this.#waiting[0];
    if (next?.correlation !== correlation) {
      this.#socket.destroy(new Error(`response ${correlation} was not asked for`));
      return;
    }
    this.#waiting.shift();
    next.resolve(new Reader(frame, 4));
  }

  #close(gone: Gone): void {
    this.#closed = gone;
    for (const { reject } of this.#waiting.splice(0)) reject(gone);
    for (const listener of this.#onClose) listener();
    this.#onClose.clear();
  }
}

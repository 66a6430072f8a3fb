import { connect, type Socket } from "node:net";
import { Reader, Writer } from "./codec.ts";
import { FrameBuffer } from "./frames.ts";
import { type Api, finishRequest, startRequest } from "./requests.ts";

/** The connection is gone, or never came to be: its requests may or may not have been carried out. */
export class Disconnected extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Disconnected";
  }
}

interface Waiting {
  correlation: number;
  resolve(reader: Reader): void;
  reject(error: Disconnected): void;
}

/** One pipelined connection to a broker. Responses come in the order of the requests. */
export class Connection {
  readonly #socket: Socket;
  readonly #waiting: Waiting[] = [];
  readonly #writer = new Writer();
  readonly #onClose: Set<() => void> = new Set();
  #correlation = 0;
  #closed: Disconnected | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  static open(host: string, port: number, timeoutMs: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const frames = new FrameBuffer();
      let connection: Connection | undefined;
      const deliver = (frame: Buffer) => {
        if (connection) connection.#deliver(frame);
      };
      const socket = connect({
        host,
        port,
        noDelay: true,
        onread: {
          buffer: () => frames.free(),
          callback: (count) => {
            try {
              frames.filled(count, deliver);
            } catch (error) {
              socket.destroy(error as Error);
            }
            return true;
          },
        },
      });
      const late = setTimeout(() => socket.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
      let reason = "closed by the other side";
      socket.once("connect", () => {
        clearTimeout(late);
        connection = new Connection(socket);
        resolve(connection);
      });
      socket.on("error", (error) => {
        reason = error.message;
      });
      socket.once("close", () => {
        clearTimeout(late);
        const gone = new Disconnected(`${host}:${port}: ${reason}`);
        if (connection) connection.#close(gone);
        else reject(gone);
      });
    });
  }

  get closed(): boolean {
    return this.#closed !== undefined;
  }

  /** Runs `listener` when the connection is gone, whoever ended it. */
  onClose(listener: () => void): void {
    if (this.#closed) listener();
    else this.#onClose.add(listener);
  }

  /** Sends a small request and gives its response, which the reader holds only until the next turn of the loop. */
  call<T>(call: Api, body: (writer: Writer) => void, read: (reader: Reader) => T): Promise<T> {
    const writer = this.#writer;
    startRequest(writer, call, this.nextCorrelation());
    body(writer);
    const bytes = Buffer.from(finishRequest(writer));
    return new Promise((resolve, reject) => {
      this.send(bytes, this.#correlation, {
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
  send(
    bytes: Buffer,
    correlation: number,
    answer?: Omit<Waiting, "correlation">,
    written?: (error?: Error | null) => void,
  ): void {
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

  #close(gone: Disconnected): void {
    this.#closed = gone;
    for (const { reject } of this.#waiting.splice(0)) reject(gone);
    for (const listener of this.#onClose) listener();
    this.#onClose.clear();
  }
}

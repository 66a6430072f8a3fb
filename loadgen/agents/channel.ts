import type { Socket } from "node:net";
import { FrameBuffer } from "../wire/frames.ts";

const BEAT_MILLIS = 500;
/** So many beats of this end without a byte from the other: it is gone, or cannot be reached. */
const MOST_SILENT_BEATS = 8;
const SILENT_SECONDS = (BEAT_MILLIS * MOST_SILENT_BEATS) / 1000;
/** Results grow with partitions and gaps: this is millions of them. */
export const MAX_FRAME_BYTES = 64 * 1024 * 1024;

export interface ChannelEvents<In> {
  message(message: In): void;
  /** Told once; nothing comes after it. */
  closed(why: string): void;
}

/**
 * Messages between coordinator and agent: JSON, each behind its length. An empty frame is a sign of life, which both
 * ends give all the time, so that a peer whose network was cut is noticed without anything having been sent to it.
 */
export class Channel<In, Out> {
  readonly #socket: Socket;
  readonly #events: ChannelEvents<In>;
  readonly #frames = new FrameBuffer(64 * 1024, MAX_FRAME_BYTES);
  readonly #beat: NodeJS.Timeout;
  #silentBeats = 0;
  #open = true;

  constructor(socket: Socket, events: ChannelEvents<In>) {
    this.#socket = socket;
    this.#events = events;
    socket.on("data", (chunk: Buffer) => this.#received(chunk));
    socket.on("error", (error: NodeJS.ErrnoException) => this.close(`the connection broke (${error.code})`));
    socket.on("close", () => this.close("the connection was closed"));
    // Counted in beats and not by the clock: an event loop that was held up reads what has come before its next beat.
    this.#beat = setInterval(() => this.#tick(), BEAT_MILLIS);
  }

  /** Sends nothing any more once the channel is closed. */
  send(message: Out): void {
    if (!this.#open) return;
    const text = Buffer.from(JSON.stringify(message));
    if (text.length > MAX_FRAME_BYTES) this.close(tooLarge(text.length));
    else this.#socket.write(framed(text));
  }

  /** Sends what is under way, and closes. */
  close(why: string): void {
    if (!this.#open) return;
    this.#open = false;
    clearInterval(this.#beat);
    this.#socket.destroySoon();
    this.#events.closed(why);
  }

  #tick(): void {
    if (this.#silentBeats++ >= MOST_SILENT_BEATS) this.#cut(`no sign of life for ${SILENT_SECONDS} s`);
    else this.#socket.write(framed(Buffer.alloc(0)));
  }

  /** Closes without waiting for a peer that takes nothing any more. */
  #cut(why: string): void {
    this.#socket.destroy();
    this.close(why);
  }

  #received(chunk: Buffer): void {
    this.#silentBeats = 0;
    const messages: In[] = [];
    let wrong: string | undefined;
    try {
      for (let from = 0; from < chunk.length; ) {
        const copied = chunk.copy(this.#frames.free(), 0, from);
        from += copied;
        this.#frames.filled(copied, (frame) => {
          if (frame.length > 0) messages.push(JSON.parse(frame.toString("utf8")));
        });
      }
    } catch (error) {
      wrong = error instanceof Error ? error.message : String(error);
    }
    for (const message of messages) if (this.#open) this.#events.message(message);
    if (wrong !== undefined) this.#cut(`it does not keep to the protocol: ${wrong}`);
  }
}

function framed(text: Buffer): Buffer {
  const frame = Buffer.allocUnsafe(4 + text.length);
  frame.writeUInt32BE(text.length);
  text.copy(frame, 4);
  return frame;
}

function tooLarge(bytes: number): string {
  return `a message of ${bytes} B is more than the ${MAX_FRAME_BYTES} B that are allowed`;
}

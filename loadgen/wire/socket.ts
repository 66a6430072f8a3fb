import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { Problem } from "../../sizing/problem.ts";
import type { Access } from "../access.ts";
import { FrameBuffer } from "./frames.ts";
import { tlsOptions, tlsProblem } from "./tls.ts";

/** The connection is gone, or never came to be: its requests may or may not have been carried out. */
export class Disconnected extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Disconnected";
  }
}

/** Why a connection is no more. A problem will be there at the next attempt too. */
export type Gone = Disconnected | Problem;

/** Where to connect to, and what is asked for there. */
export interface Endpoint extends Pick<Access, "tls" | "sasl"> {
  host: string;
  port: number;
}

export interface SocketEvents {
  /** A whole frame, valid during the call only. If it throws, the socket is closed. */
  frame(frame: Buffer): void;
  /** Told once, after the socket was open. */
  closed(why: Gone): void;
}

/** Connects, and encrypts if the endpoint asks for it; rejects with why that was not to be had within `timeoutMs`. */
export function openSocket({ host, port, tls }: Endpoint, timeoutMs: number, events: SocketEvents): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const frames = new FrameBuffer();
    const options = {
      host,
      port,
      noDelay: true,
      onread: {
        buffer: () => frames.free(),
        callback: (count: number) => {
          try {
            frames.filled(count, events.frame);
          } catch (error) {
            socket.destroy(error as Error);
          }
          return true;
        },
      },
    };
    const socket = tls ? connectTls({ ...options, ...tlsOptions(tls, host) }) : connect(options);
    const late = setTimeout(() => socket.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
    let reason: NodeJS.ErrnoException = new Error("closed by the other side");
    let open = false;
    socket.once(tls ? "secureConnect" : "connect", () => {
      clearTimeout(late);
      open = true;
      resolve(socket);
    });
    socket.on("error", (error) => {
      reason = error;
    });
    socket.once("close", () => {
      clearTimeout(late);
      const address = `${host}:${port}`;
      const gone = tlsProblem(address, reason) ?? new Disconnected(`${address}: ${reason.message}`);
      if (open) events.closed(gone);
      else reject(gone);
    });
  });
}

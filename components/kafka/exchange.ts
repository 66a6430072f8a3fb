import { createConnection } from "node:net";
import type { Address } from "../address.ts";

/**
 * Sends one framed request to a broker or controller over a connection of its own.
 * @returns the framed answer, null if none comes within `limitMs`
 */
export function exchange(to: Address, request: Buffer, limitMs: number): Promise<Buffer | null> {
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    const socket = createConnection({ host: to.host, port: to.port }, () => socket.write(request));
    const finish = (answer: Buffer | null) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(() => finish(null), limitMs);
    socket.on("error", () => finish(null));
    socket.on("end", () => finish(null));
    socket.on("data", (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (received.length >= 4 && received.length >= 4 + received.readInt32BE(0)) finish(received);
    });
  });
}

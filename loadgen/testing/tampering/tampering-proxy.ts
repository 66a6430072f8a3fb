import { connect, createServer, type Server, type Socket } from "node:net";
import type { ProduceRequest } from "./produce-request.ts";
import { TamperedLink } from "./tampered-link.ts";
import type { Tampering } from "./tampering.ts";

/** A proxy before one real broker that does harm to some produce requests, and counts the messages that it harmed. */
export class TamperingProxy {
  readonly harmed: Record<Tampering, number> = { drop: 0, double: 0, swap: 0, flip: 0 };
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
  }

  /** `next` says what is done to each produce request, in the order in which they come. */
  static async open(
    broker: { host: string; port: number },
    next: (request: ProduceRequest) => Tampering | "pass",
  ): Promise<TamperingProxy> {
    const server = createServer();
    const proxy = new TamperingProxy(server);
    const did = (tampering: Tampering, messages: number) => {
      proxy.harmed[tampering] += messages;
    };
    server.on("connection", (client) => {
      const upstream = connect({ ...broker, noDelay: true });
      for (const socket of [client, upstream]) {
        proxy.#sockets.add(socket);
        socket.once("close", () => proxy.#sockets.delete(socket));
      }
      new TamperedLink(client, upstream, { from: broker.port, to: proxy.port }, { next, did });
    });
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(0, "127.0.0.1", resolve);
    });
    return proxy;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the proxy does not listen");
    return address.port;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

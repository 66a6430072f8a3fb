import { availableParallelism } from "node:os";
import type { Server, TLSSocket } from "node:tls";
import { clockOrigin } from "../clock.ts";
import { Channel } from "./channel.ts";
import { type FromAgent, PROTOCOL, type ToAgent } from "./protocol.ts";
import { type AgentAddress, HANDSHAKE_MILLIS, listen, portOf } from "./secure.ts";
import { Session, threadsOfAgent } from "./session.ts";
import type { TokenKey } from "./token.ts";

export interface AgentOptions {
  /** Where to listen; port 0 takes a free one. */
  address: AgentAddress;
  key: TokenKey;
  /** Ends after the first coordinator that was served. */
  once: boolean;
  /** How long who connects may take to say that it is a coordinator; that of a handshake, if it is not told. */
  patienceMillis?: number | undefined;
  log: (line: string) => void;
}

type CoordinatorChannel = Channel<ToAgent, FromAgent>;

/** An agent that runs. */
export interface Agent {
  /** Where it listens. */
  readonly port: number;
  /** Resolves when it has ended and nothing of it is left. */
  readonly ended: Promise<void>;
  /** Ends what is being served, and listens no more. */
  close(): Promise<void>;
}

/**
 * Starts an agent on this machine.
 * @throws Problem PLM-AGENT-010 if it cannot listen
 */
export async function openAgent(options: AgentOptions): Promise<Agent> {
  let agent: AgentServer | undefined;
  const events = {
    connected: (socket: TLSSocket) => void (agent ? agent.serve(socket) : socket.destroy()),
    refused: (address: string, why: string) => options.log(`refused ${address}: ${why}`),
  };
  const server = await listen(options.address, options.key, events, options.patienceMillis);
  agent = new AgentServer(options, server);
  return agent;
}

/** Carries shares of loads for coordinators that know the token, for one at a time. */
class AgentServer implements Agent {
  readonly port: number;
  readonly ended: Promise<void>;
  readonly #options: AgentOptions;
  readonly #server: Server;
  readonly #channels = new Set<CoordinatorChannel>();
  readonly #resolveEnded: () => void;
  #serving: Session | undefined;

  constructor(options: AgentOptions, server: Server) {
    this.#options = options;
    this.#server = server;
    this.port = portOf(server);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ended = promise;
    this.#resolveEnded = resolve;
  }

  async close(): Promise<void> {
    for (const channel of this.#channels) channel.close("the agent ends");
    await this.#serving?.end();
    this.#server.close(() => this.#resolveEnded());
    await this.ended;
  }

  /** Takes a peer in that knows the token. */
  serve(socket: TLSSocket): void {
    const address = socket.remoteAddress ?? "a coordinator";
    let session: Session | undefined;
    const tardy = setTimeout(() => channel.close("it said nothing"), this.#options.patienceMillis ?? HANDSHAKE_MILLIS);
    const channel: CoordinatorChannel = new Channel(socket, {
      message: (message) => {
        clearTimeout(tardy);
        try {
          if (session) session.act(message);
          else session = this.#greet(message, channel, address);
        } catch (error) {
          // One coordinator's mistake must not end the agent.
          channel.close(`it asked for what cannot be done: ${error}`);
        }
      },
      closed: (why) => {
        clearTimeout(tardy);
        this.#channels.delete(channel);
        if (session) void this.#served(session, `${address} is no longer served: ${why}`);
      },
    });
    this.#channels.add(channel);
  }

  #greet(message: ToAgent, channel: CoordinatorChannel, address: string): Session | undefined {
    const refuse = (reason: "busy" | "protocol") => {
      this.#options.log(`refused ${address}: ${reason === "busy" ? "another is served" : "it is of another release"}`);
      channel.send({ type: "refused", reason, protocol: PROTOCOL });
      channel.close("refused");
      return undefined;
    };
    if (message.type !== "hello" || message.protocol !== PROTOCOL) return refuse("protocol");
    if (this.#serving) return refuse("busy");
    this.#serving = new Session((answer) => channel.send(answer));
    this.#options.log(`serving ${address}`);
    const cores = availableParallelism();
    channel.send({ type: "welcome", cores, threads: threadsOfAgent(cores), clockOrigin: clockOrigin() });
    return this.#serving;
  }

  async #served(session: Session, text: string): Promise<void> {
    await session.end();
    this.#serving = undefined;
    this.#options.log(text);
    if (this.#options.once) await this.close();
  }
}

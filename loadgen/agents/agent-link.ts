import { Problem } from "../../sizing/problem.ts";
import type { ThreadEvents } from "../engine/load-host.ts";
import { Channel } from "./channel.ts";
import type { FromAgent, ToAgent } from "./protocol.ts";
import { type AgentAddress, dial } from "./secure.ts";
import type { TokenKey } from "./token.ts";

export type Answer<T extends FromAgent["type"]> = Extract<FromAgent, { type: T }>;

/** A thread that an agent runs. */
export interface RemoteThread {
  number: number;
  events: ThreadEvents;
  /** Resolves when it has ended, or is lost. */
  ended: PromiseWithResolvers<void>;
}

/** The coordinator's end of the channel to one agent: questions with answers, and what threads say. */
export class AgentLink {
  /** `host:port` as the coordinator calls it. */
  readonly name: string;
  #channel!: Channel<FromAgent, ToAgent>;
  #lost: string | null = null;
  #nextThread = 0;
  readonly #threads = new Map<number, RemoteThread>();
  readonly #waiting = new Map<FromAgent["type"], (answer: FromAgent | null) => void>();

  private constructor(name: string) {
    this.name = name;
  }

  /** @throws Problem PLM-AGENT-004 to -006 */
  static async dial(address: AgentAddress, key: TokenKey, signal?: AbortSignal): Promise<AgentLink> {
    const socket = await dial(address, key, signal);
    // Small messages must not wait for others: a clock is read with them.
    socket.setNoDelay(true);
    const link = new AgentLink(`${address.host}:${address.port}`);
    link.#channel = new Channel(socket, {
      message: (message) => link.#received(message),
      closed: (why) => link.#closed(why),
    });
    return link;
  }

  /** That the agent is lost, as a reason to stop. */
  gone(): Problem {
    return new Problem(
      "environment",
      "PLM-AGENT-009",
      `agent ${this.name} was lost: ${this.#lost}`,
      "look at what the agent says and at the network between, and run it again",
    );
  }

  get open(): boolean {
    return this.#lost === null;
  }

  send(message: ToAgent): void {
    this.#channel.send(message);
  }

  /** Tells `message`, and awaits the agent's next message of one of `types`; null if the agent is lost. */
  ask<T extends FromAgent["type"]>(message: ToAgent, ...types: T[]): Promise<Answer<T> | null> {
    if (this.#lost !== null) return Promise.resolve(null);
    const { promise, resolve } = Promise.withResolvers<Answer<T> | null>();
    for (const type of types) this.#waiting.set(type, (answer) => resolve(answer as Answer<T> | null));
    this.#channel.send(message);
    return promise;
  }

  /** Notes a thread that the agent is going to run. */
  addThread(events: ThreadEvents): RemoteThread {
    const thread: RemoteThread = { number: this.#nextThread++, events, ended: Promise.withResolvers() };
    this.#threads.set(thread.number, thread);
    if (this.#lost !== null) lose(thread, this.#lost);
    return thread;
  }

  /** Lets the agent go, which stops what it does for this coordinator. */
  close(): void {
    this.#channel.close("the coordinator has ended");
  }

  #received(message: FromAgent): void {
    switch (message.type) {
      case "from":
        this.#threads.get(message.thread)?.events.message(message.message);
        break;
      case "failed": {
        const error = new Error(`a thread of agent ${this.name} failed: ${message.message}`);
        this.#threads.get(message.thread)?.events.failed(error);
        break;
      }
      case "terminated":
        this.#threads.get(message.thread)?.ended.resolve();
        this.#threads.delete(message.thread);
        break;
      default: {
        const waiting = this.#waiting.get(message.type);
        this.#waiting.delete(message.type);
        waiting?.(message);
      }
    }
  }

  #closed(why: string): void {
    this.#lost = why;
    for (const waiting of this.#waiting.values()) waiting(null);
    this.#waiting.clear();
    for (const thread of this.#threads.values()) lose(thread, why);
  }
}

function lose({ events, ended }: RemoteThread, why: string): void {
  events.lost(why);
  ended.resolve();
}

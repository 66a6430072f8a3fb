import type { ReadTopicIds } from "../topic-ids.ts";

const EVERY_MS = 1000;

/** Notices that a topic of the load was deleted and made anew, though its partitions may look as before. */
export class TopicWatch {
  readonly #read: ReadTopicIds;
  readonly #recreated: (topic: string) => void;
  /** Every id that each topic had: a broker that lags behind may tell of an earlier one again. */
  readonly #known = new Map<string, Set<string>>();
  #timer: NodeJS.Timeout | undefined;
  /** The look that is under way. */
  #looking: Promise<void> | undefined;
  #stopped: Promise<void> | undefined;

  /** `recreated` is told of each topic that has an id which it never had before. */
  constructor(read: ReadTopicIds, recreated: (topic: string) => void) {
    this.#read = read;
    this.#recreated = recreated;
  }

  /** Looks now, and every second from now on in which the look before is over; not once it was stopped. */
  start(): void {
    if (this.#stopped) return;
    const turn = () => {
      this.#looking ??= this.#look().finally(() => {
        this.#looking = undefined;
      });
    };
    turn();
    this.#timer = setInterval(turn, EVERY_MS);
  }

  /** Looks a last time, if it ever did. */
  stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopped ??= this.#timer === undefined ? Promise.resolve() : this.#lookAgain();
    return this.#stopped;
  }

  async #lookAgain(): Promise<void> {
    await this.#looking;
    await this.#look();
  }

  async #look(): Promise<void> {
    for (const [topic, id] of (await this.#read()) ?? []) {
      const known = this.#known.get(topic) ?? new Set();
      if (known.size > 0 && !known.has(id)) this.#recreated(topic);
      this.#known.set(topic, known.add(id));
    }
  }
}

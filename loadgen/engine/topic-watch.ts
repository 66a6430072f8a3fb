import type { ReadTopicIds } from "../topic-ids.ts";

const EVERY_MS = 1000;

/** Notices that a topic of the load was deleted and made anew, though its partitions may look as before. */
export class TopicWatch {
  readonly #read: ReadTopicIds;
  readonly #recreated: (topic: string) => void;
  /** Every id that each topic had: a broker that lags behind may tell of an earlier one again. */
  readonly #known = new Map<string, Set<string>>();
  #timer: NodeJS.Timeout | undefined;
  #reading: Promise<void> = Promise.resolve();
  #stopped: Promise<void> | undefined;

  /** `recreated` is told of each topic that has an id which it never had before. */
  constructor(read: ReadTopicIds, recreated: (topic: string) => void) {
    this.#read = read;
    this.#recreated = recreated;
  }

  /** Looks now, and every second from now on. */
  start(): void {
    this.#reading = this.#look();
    this.#timer = setInterval(() => {
      this.#reading = this.#reading.then(() => this.#look());
    }, EVERY_MS);
  }

  /** Looks a last time, if it ever did. */
  stop(): Promise<void> {
    if (this.#timer === undefined) return Promise.resolve();
    clearInterval(this.#timer);
    this.#stopped ??= this.#reading.then(() => this.#look());
    return this.#stopped;
  }

  async #look(): Promise<void> {
    for (const [topic, id] of (await this.#read()) ?? []) {
      const known = this.#known.get(topic) ?? new Set();
      if (known.size > 0 && !known.has(id)) this.#recreated(topic);
      this.#known.set(topic, known.add(id));
    }
  }
}

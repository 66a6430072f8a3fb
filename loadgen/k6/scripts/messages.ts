import { randomBytes } from "k6/crypto";
import { b64encode } from "k6/encoding";
import type { TopicLoad } from "./shape.ts";
import { KEY_BYTES } from "./sizes.ts";

const LEAST_POOL = 65_536;
/** Base64 makes four letters of three bytes. */
const BYTES_PER_LETTER = 0.75;
const KEYS = 1_000_000;

/** Makes texts of a size: an identifier, by which a reader can tell what is missing, and random letters. */
export class Messages {
  readonly #pool: string;

  constructor(topics: readonly TopicLoad[]) {
    const length = Math.max(LEAST_POOL, ...topics.map(({ messageBytes }) => 2 * messageBytes));
    // Letter by letter it would take each virtual user seconds.
    this.#pool = b64encode(randomBytes(Math.ceil(length * BYTES_PER_LETTER)), "rawurl");
  }

  /**
   * The texts of an iteration.
   * @param iteration its number in the scenario, over all instances
   * @param bytes of each; if its identifier alone is longer, of that length
   */
  batch(iteration: number, count: number, bytes: number): string[] {
    return Array.from({ length: count }, (_, index) => {
      const name = `${iteration}.${index} `;
      const rest = Math.max(0, bytes - name.length);
      const from = Math.floor(Math.random() * (this.#pool.length - rest));
      return name + this.#pool.slice(from, from + rest);
    });
  }

  /** One of a million keys, each as likely as the others. */
  key(): string {
    return String(Math.floor(Math.random() * KEYS)).padStart(KEY_BYTES, "0");
  }
}

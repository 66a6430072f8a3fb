import { Problem } from "../../sizing/problem.ts";

/** The settings of a file, each taken by whoever knows what it means; what nobody took is not supported. */
export class Settings {
  readonly file: string;
  readonly #left: Map<string, string>;

  constructor(file: string, entries: ReadonlyMap<string, string>) {
    this.file = file;
    this.#left = new Map(entries);
  }

  take(key: string): string | undefined {
    const value = this.#left.get(key);
    this.#left.delete(key);
    return value;
  }

  /** @throws Problem PLM-CLIENT-003 if it is missing; `form` is how to write it */
  need(key: string, form: string): string {
    const value = this.take(key);
    if (value !== undefined) return value;
    throw new Problem("input", "PLM-CLIENT-003", `${this.file}: \`${key}\` is missing`, `set it to ${form}`);
  }

  /** The problem of a setting with a value that is not supported; not for values that are secret. */
  unsupported(key: string, value: string, remedy: string): Problem {
    const what = `${this.file}: the setting \`${key}\` with \`${value}\` is not supported`;
    return new Problem("input", "PLM-CLIENT-002", what, remedy);
  }

  /** @throws Problem PLM-CLIENT-002 for a setting that would be ignored; it may be a secret, so its value is not shown */
  checkAllTaken(): void {
    for (const key of this.#left.keys())
      throw new Problem(
        "input",
        "PLM-CLIENT-002",
        `${this.file}: the setting \`${key}\` is not supported`,
        "leave it out; what is supported: bootstrap.servers, client.id, security.protocol, sasl.mechanism, sasl.jaas.config, and ssl.truststore.*, ssl.keystore.*, ssl.key.password in PEM",
      );
  }
}

/** What it takes to run Kafka's programs on this machine. */
export interface Runtime {
  /** Version of Kafka, such as `3.9.2`. */
  readonly kafka: string;
  readonly java: Java;
  /** Jars in a fixed order: class-data archives hold for this order only. */
  readonly classPath: readonly string[];
  /** Class-data archives that shorten the start; null where there is none. */
  readonly archives: { readonly zookeeper: string | null; readonly broker: string | null };
}

export interface Java {
  /** Absolute path of the `java` program. */
  readonly executable: string;
  /** Feature release, such as 17. */
  readonly release: number;
  /** What `java -version` says. */
  readonly description: string;
}

import type { NodeKind } from "../resource.ts";

/** What it takes to run Kafka's programs on this machine. */
export interface Runtime {
  /** Version of Kafka, such as `3.9.2`. */
  readonly kafka: string;
  readonly java: Java;
  /** Jars in a fixed order: class-data archives hold for this order only. */
  readonly classPath: readonly string[];
  /** Class-data archives that shorten the start of a kind of node, where there are any. */
  readonly archives: Readonly<Partial<Record<NodeKind, string>>>;
  /**
   * The file with which the storage of a KRaft node begins: the levels of this release's features. Null for a version
   * that runs with ZooKeeper.
   */
  readonly bootstrapCheckpoint: string | null;
}

/** Where nodes of a version of Kafka get what they run on, made ready if need be. */
export type RuntimeSource = (
  kafka: string,
  progress: { readonly log: (line: string) => void; readonly signal: AbortSignal },
) => Promise<Runtime>;

export interface Java {
  /** Absolute path of the `java` program. */
  readonly executable: string;
  /** Feature release, such as 17. */
  readonly release: number;
  /** What `java -version` says. */
  readonly description: string;
}

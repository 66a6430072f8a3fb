import type { LongRunTools } from "../cli/long-run.ts";
import type * as components from "../components/index.ts";
import type { Runtime } from "../components/index.ts";
import type { BenchOptions } from "./options.ts";

/** What every case works with. */
export interface BenchTools extends LongRunTools {
  readonly components: typeof components;
  readonly runtime: Runtime;
  /** Version of Kafka, such as `3.9.2`. */
  readonly kafka: string;
  readonly options: BenchOptions;
  /** A folder for temporary files of the peers. */
  readonly directory: string;
}

/** What the scripts run. `plimsoll k6` writes it from a plan into load.ts. */
export interface Load {
  /** Name of the system. */
  readonly system: string;
  /** Instances of k6 that share the load. */
  readonly instances: number;
  /** Part of the messages that may go without acknowledgement. */
  readonly loss: number;
  /** The 99th percentile of the time to acknowledgement must be below this; null where no objective says so. */
  readonly p99Ms: number | null;
  readonly topics: readonly TopicLoad[];
}

export interface TopicLoad {
  /** As it is called in the plan. */
  readonly planned: string;
  /** The topic that is written to. */
  readonly topic: string;
  readonly partitions: number;
  readonly replication: number;
  readonly minInsync: number;
  readonly acks: "all" | "1" | "0";
  readonly compression: string;
  readonly keyed: boolean;
  /** Of key and value together, as in the plan. */
  readonly messageBytes: number;
  /** Messages of an iteration. */
  readonly batch: number;
  readonly arrivals: Arrivals;
  /** Messages that `arrivals` bring in the whole run, of all instances. */
  readonly messages: number;
}

/** Iterations that start in each `timeUnit`, whatever became of those before. */
export type Arrivals =
  | {
      readonly executor: "constant-arrival-rate";
      readonly rate: number;
      readonly timeUnit: string;
      readonly duration: string;
    }
  | {
      readonly executor: "ramping-arrival-rate";
      readonly startRate: number;
      readonly timeUnit: string;
      readonly stages: readonly { readonly target: number; readonly duration: string }[];
    };

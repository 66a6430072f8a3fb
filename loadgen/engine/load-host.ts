import type { FromWorker, Task, ToWorker } from "./task.ts";

export interface ThreadCounts {
  produce: number;
  consume: number;
}

/** What becomes of a thread. */
export interface ThreadEvents {
  message(message: FromWorker): void;
  /** It failed or ended early: the load cannot go on. */
  failed(error: Error): void;
  /** Its host is gone, and with it what the thread had counted. */
  lost(why: string): void;
}

/** A thread of a load, wherever it runs. */
export interface ThreadPort {
  tell(message: ToWorker): void;
  terminate(): Promise<void>;
}

/** Resident memory of a generator's process. */
export interface HostMemory {
  /** Since the process began. */
  peakBytes: number;
  /** Over the measurement; negative if it shrank. */
  grownBytes: number;
  /** The most that it may take. */
  limitBytes: number;
}

/** What a load took of a host. */
export interface HostLoad {
  /** Fraction of the machine, or of what of it the generator may use, whichever is more; null where it is not told. */
  machineCpu: number | null;
  /** Cores of the generator's process. */
  processCores: number;
  memory: HostMemory;
}

/** A machine that carries threads of a load. */
export interface LoadHost {
  /** Its address; null for this machine. */
  readonly name: string | null;
  readonly cores: number;
  /** What it is to carry; all hosts' threads have equal shares of the load. */
  readonly threads: ThreadCounts;
  /** Starts a thread; `clockOrigin` is that of this machine. */
  open(tasks: Task[], clockOrigin: number, events: ThreadEvents): ThreadPort;
  startMeter(): void;
  /** Since `startMeter`; null if the host is lost. */
  readMeter(): Promise<HostLoad | null>;
}

/** How many threads all hosts carry. */
export function threadsOf(hosts: readonly LoadHost[]): ThreadCounts {
  const sum = (role: keyof ThreadCounts) => hosts.reduce((total, { threads }) => total + threads[role], 0);
  return { produce: sum("produce"), consume: sum("consume") };
}

/** The host of each thread, in the order in which `assign` has threads: those that produce first. */
export function placesOn(hosts: readonly LoadHost[]): LoadHost[] {
  const of = (role: keyof ThreadCounts) => hosts.flatMap((host) => Array<LoadHost>(host.threads[role]).fill(host));
  return [...of("produce"), ...of("consume")];
}

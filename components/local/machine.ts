import { availableParallelism, totalmem } from "node:os";

/** What the machine that runs a local cluster has. */
export interface Machine {
  readonly cores: number;
  readonly memoryBytes: number;
}

/** Reads this machine; the limit of a container counts where there is one. */
export function thisMachine(): Machine {
  // Without a limit the system reports 0 or a number beyond the memory.
  const limit = process.constrainedMemory();
  return {
    cores: availableParallelism(),
    memoryBytes: limit > 0 ? Math.min(limit, totalmem()) : totalmem(),
  };
}

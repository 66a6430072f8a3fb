import { availableParallelism, cpus, totalmem } from "node:os";
import type { HostLoad } from "./load-host.ts";

/** What a load takes of its machine between two readings: CPU time, and memory of this process. */
export class HostMeter {
  #machine = machineTimes();
  #process = process.cpuUsage();
  #resident = process.memoryUsage.rss();
  #at = performance.now();

  /** What was taken since the last reading. */
  read(): HostLoad {
    const machine = machineTimes();
    const busy = machine.busy - this.#machine.busy;
    const total = machine.total - this.#machine.total;
    const used = process.cpuUsage(this.#process);
    const seconds = (performance.now() - this.#at) / 1000;
    const processCores = seconds > 0 ? (used.user + used.system) / 1e6 / seconds : 0;
    this.#machine = machine;
    this.#process = process.cpuUsage();
    this.#at = performance.now();
    const before = this.#resident;
    this.#resident = process.memoryUsage.rss();
    return {
      machineCpu: total > 0 ? Math.max(busy / total, partOfAllowed(processCores)) : null,
      processCores,
      memory: {
        // Linux tells it in KiB, since the process began.
        peakBytes: process.resourceUsage().maxRSS * 1024,
        grownBytes: this.#resident - before,
        limitBytes: memoryLimit(),
      },
    };
  }
}

/** How much of the cores that a control group or an affinity leaves this process it takes: the machine may have more. */
function partOfAllowed(cores: number): number {
  return Math.min(1, cores / availableParallelism());
}

/** What this process may take: the machine's memory, or what its control group leaves it. */
function memoryLimit(): number {
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
}

function machineTimes(): { busy: number; total: number } {
  let busy = 0;
  let total = 0;
  for (const { times } of cpus()) {
    const all = times.user + times.nice + times.sys + times.idle + times.irq;
    total += all;
    busy += all - times.idle;
  }
  return { busy, total };
}

/** Threads that produce and threads that consume on this machine, which the cluster may share. */
export function threadsFor(cores = availableParallelism()): { produce: number; consume: number } {
  const half = Math.max(1, Math.floor(cores / 4));
  return { produce: half, consume: half };
}

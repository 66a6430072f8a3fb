import { availableParallelism, cpus } from "node:os";

/** CPU time of the machine and of this process, between two readings. */
export class CpuMeter {
  #machine = machineTimes();
  #process = process.cpuUsage();
  #at = performance.now();

  /** Fraction of the machine's CPU (null where it is not told) and cores of this process since the last reading. */
  read(): { machineCpu: number | null; processCores: number } {
    const machine = machineTimes();
    const busy = machine.busy - this.#machine.busy;
    const total = machine.total - this.#machine.total;
    const used = process.cpuUsage(this.#process);
    const seconds = (performance.now() - this.#at) / 1000;
    this.#machine = machine;
    this.#process = process.cpuUsage();
    this.#at = performance.now();
    return {
      machineCpu: total > 0 ? busy / total : null,
      processCores: seconds > 0 ? (used.user + used.system) / 1e6 / seconds : 0,
    };
  }
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

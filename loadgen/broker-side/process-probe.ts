import { readFile } from "node:fs/promises";
import { processCpuSeconds } from "./process-cpu.ts";
import { type BrokerProbe, type BrokerReading, nothingTold } from "./reading.ts";

/** Reads a broker that runs as a process of this machine, by what Linux tells of it. */
export class ProcessProbe implements BrokerProbe {
  readonly broker: string;
  readonly #pid: () => number | null;

  /** `pid` is asked for each time, since a broker that was restarted has another; null while it does not run. */
  constructor(broker: string, pid: () => number | null) {
    this.broker = broker;
    this.#pid = pid;
  }

  async read(): Promise<BrokerReading | null> {
    const pid = this.#pid();
    if (pid === null) return null;
    const cpuSeconds = processCpuSeconds(pid);
    if (cpuSeconds === null) return null;
    // Readable by its owner alone; CPU time is for all to see.
    const io = await readFile(`/proc/${pid}/io`, "utf8").catch(() => "");
    return {
      ...nothingTold,
      cpuSeconds,
      diskReadBytes: field(io, "read_bytes"),
      diskWriteBytes: field(io, "write_bytes"),
    };
  }
}

/** A line of `/proc/<pid>/io`, see proc(5). */
function field(io: string, name: string): number | null {
  const [, value] = new RegExp(`^${name}: (\\d+)$`, "m").exec(io) ?? [];
  return value === undefined ? null : Number(value);
}

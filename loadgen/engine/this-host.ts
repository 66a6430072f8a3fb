import { availableParallelism } from "node:os";
import type { LoadHost, ThreadCounts } from "./load-host.ts";
import { HostMeter } from "./machine.ts";
import { openWorker } from "./worker-thread.ts";

/** This machine as the only host of a load. */
export function thisHost(threads: ThreadCounts): LoadHost {
  let meter = new HostMeter();
  return {
    name: null,
    cores: availableParallelism(),
    threads,
    open: (tasks, clockOrigin, events) => openWorker({ tasks, clockOrigin }, events),
    startMeter: () => {
      meter = new HostMeter();
    },
    readMeter: async () => meter.read(),
  };
}

import { setTimeout as delay } from "node:timers/promises";
import { Problem } from "../../sizing/problem.ts";
import type { BrokerProbe } from "../broker-side/reading.ts";

/** CPU time of all brokers since each of them started, seconds. */
async function cpuSeconds(probes: readonly BrokerProbe[]): Promise<number> {
  const readings = await Promise.all(probes.map((probe) => probe.read()));
  return readings.reduce((sum, reading, i) => {
    if (reading?.cpuSeconds == null) throw untold(probes[i]!.broker);
    return sum + reading.cpuSeconds;
  }, 0);
}

/**
 * Cores that brokers without a load keep busy together, measured for so many seconds.
 * @throws Problem PLM-CALIBRATE-002 if one of them does not tell its CPU time
 */
export async function idleCores(
  probes: readonly BrokerProbe[],
  seconds: number,
  signal: AbortSignal | undefined,
): Promise<number> {
  const [before, since] = [await cpuSeconds(probes), performance.now()];
  await delay(1000 * seconds, undefined, { signal });
  const used = (await cpuSeconds(probes)) - before;
  return Math.max(0, used) / ((performance.now() - since) / 1000);
}

function untold(broker: string): Problem {
  return new Problem(
    "environment",
    "PLM-CALIBRATE-002",
    `${broker} does not tell its CPU time`,
    "check that its address serves `process_cpu_seconds_total`, as the JMX exporter does",
  );
}

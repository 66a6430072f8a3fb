import type { BrokerSample } from "../proof/broker-sample.ts";

/** A broker and the CPU time that it took. */
interface BrokerCpu {
  readonly broker: string;
  readonly cpuSeconds: number;
}

/**
 * The CPU time of each broker from second `from` to second `to` of the load. A reading that lies across an end counts
 * in part. Left out are brokers that did not tell of the whole time, such as one that was restarted in it.
 */
export function cpuTimes(samples: readonly BrokerSample[], from: number, to: number): BrokerCpu[] {
  const brokers = [...new Set(samples.map(({ broker }) => broker))];
  return brokers.flatMap((broker) => {
    const own = samples.filter((sample) => sample.broker === broker);
    const cpuSeconds = cpuTime(own, from, to);
    return cpuSeconds === null ? [] : [{ broker, cpuSeconds }];
  });
}

function cpuTime(samples: readonly BrokerSample[], from: number, to: number): number | null {
  let [seconds, covered] = [0, 0];
  for (const { seconds: since, t, cpuCores } of samples) {
    const within = Math.min(t, to) - Math.max(t - since, from);
    if (within <= 0 || cpuCores === null) continue;
    seconds += cpuCores * within;
    covered += within;
  }
  return covered >= (1 - UNTOLD) * (to - from) ? seconds : null;
}

/** A part of the time without reading that is taken for a clock's inaccuracy. */
const UNTOLD = 0.02;

/** The broker that took most CPU of those that told of the whole measurement, in cores; null if none did. */
export function busiestBroker(
  samples: readonly BrokerSample[],
  { from, to }: { from: number; to: number },
): { broker: string; cpuCores: number } | null {
  const [first, ...others] = cpuTimes(samples, from, to);
  if (first === undefined) return null;
  const { broker, cpuSeconds } = others.reduce((a, b) => (b.cpuSeconds > a.cpuSeconds ? b : a), first);
  return { broker, cpuCores: cpuSeconds / (to - from) };
}

import type { BrokerSample } from "../proof/broker-sample.ts";
import { type BrokerProbe, type BrokerReading, nothingTold } from "./reading.ts";

/**
 * Readings nearer to each other than this make no rate, seconds: CPU time is told in hundredths of a second. They come
 * so near where a reading waited for the machine.
 */
const nearest = 0.2;

/**
 * Reads every broker each second for as long as a load lasts, and puts what it read on the load's time axis. Several
 * probes of one broker make one reading.
 */
export class BrokerWatch {
  readonly #probes = new Map<string, BrokerProbe[]>();
  readonly #now: () => number;
  readonly #samples: BrokerSample[] = [];
  readonly #last = new Map<string, Moment>();
  #timer: NodeJS.Timeout | undefined;
  /** The readings under way. */
  readonly #reading = new Map<string, Promise<void>>();
  #stopped = false;

  /** `now` gives seconds since the load began. */
  constructor(probes: readonly BrokerProbe[], now: () => number) {
    for (const probe of probes) this.#probes.set(probe.broker, [...(this.#probes.get(probe.broker) ?? []), probe]);
    this.#now = now;
  }

  /**
   * Reads from the beginning of the load on, at whole seconds: so a measurement that lasts some has a reading at each
   * end. Does nothing once it was stopped.
   */
  start(): void {
    if (this.#probes.size > 0 && !this.#stopped) this.#readAt(Math.max(0, Math.ceil(this.#now())));
  }

  /** Ends the watch and gives what was read, in order of time. */
  async stop(): Promise<BrokerSample[]> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#answered();
    return this.#samples;
  }

  #readAt(second: number): void {
    const turn = () => {
      this.#readAt(Math.max(second + 1, Math.ceil(this.#now())));
      void this.read();
    };
    this.#timer = setTimeout(turn, Math.ceil(1000 * (second - this.#now())));
  }

  /** Reads every broker once, but for one that has not answered the reading before. */
  async read(): Promise<void> {
    for (const [broker, probes] of this.#probes) {
      if (this.#reading.has(broker)) continue;
      const reading = this.#readOne(broker, probes).finally(() => this.#reading.delete(broker));
      this.#reading.set(broker, reading);
    }
    await this.#answered();
  }

  async #answered(): Promise<void> {
    await Promise.all(this.#reading.values());
  }

  async #readOne(broker: string, probes: readonly BrokerProbe[]): Promise<void> {
    const reading = together(await Promise.all(probes.map((probe) => probe.read())));
    const t = this.#now();
    const before = this.#last.get(broker);
    if (reading === null) {
      this.#last.delete(broker);
      return;
    }
    if (before !== undefined && t - before.t < nearest) return;
    this.#last.set(broker, { t, reading });
    if (before !== undefined) this.#samples.push(sampleOf(broker, before, { t, reading }));
  }
}

/** One reading of a broker; null where none of its probes read anything. */
function together(readings: readonly (BrokerReading | null)[]): BrokerReading | null {
  const told = readings.filter((reading) => reading !== null);
  if (told.length === 0) return null;
  const first = (key: keyof BrokerReading) => told.find((reading) => reading[key] !== null)?.[key] ?? null;
  const keys = Object.keys(nothingTold) as (keyof BrokerReading)[];
  return Object.fromEntries(keys.map((key) => [key, first(key)])) as Record<keyof BrokerReading, number | null>;
}

interface Moment {
  readonly t: number;
  readonly reading: BrokerReading;
}

/** The rates between two readings. A counter that fell is that of a broker which started again, and tells no rate. */
function sampleOf(broker: string, before: Moment, { t, reading }: Moment): BrokerSample {
  const rate = (key: "cpuSeconds" | "diskReadBytes" | "diskWriteBytes" | "networkInBytes" | "networkOutBytes") => {
    const [from, to] = [before.reading[key], reading[key]];
    return from === null || to === null || to < from ? null : (to - from) / (t - before.t);
  };
  const shrinks = [before.reading.isrShrinks, reading.isrShrinks] as const;
  return {
    t,
    seconds: t - before.t,
    broker,
    cpuCores: rate("cpuSeconds"),
    diskReadBytesPerSecond: rate("diskReadBytes"),
    diskWriteBytesPerSecond: rate("diskWriteBytes"),
    networkInBytesPerSecond: rate("networkInBytes"),
    networkOutBytesPerSecond: rate("networkOutBytes"),
    isrShrinks: shrinks[0] === null || shrinks[1] === null || shrinks[1] < shrinks[0] ? null : shrinks[1] - shrinks[0],
    leaders: reading.leaders,
    underReplicatedPartitions: reading.underReplicatedPartitions,
    requestQueue: reading.requestQueue,
    requestHandlerIdle: reading.requestHandlerIdle,
  };
}

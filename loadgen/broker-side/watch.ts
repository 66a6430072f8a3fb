import type { BrokerSample } from "../proof.ts";
import type { BrokerProbe, BrokerReading } from "./reading.ts";

/** Reads every broker each second for as long as a load lasts, and puts what it read on the load's time axis. */
export class BrokerWatch {
  readonly #probes: readonly BrokerProbe[];
  readonly #now: () => number;
  readonly #samples: BrokerSample[] = [];
  readonly #last = new Map<string, { t: number; reading: BrokerReading }>();
  #timer: NodeJS.Timeout | undefined;
  #reading: Promise<void> = Promise.resolve();

  /** `now` gives seconds since the load began. */
  constructor(probes: readonly BrokerProbe[], now: () => number) {
    this.#probes = probes;
    this.#now = now;
  }

  start(everyMs = 1000): void {
    if (this.#probes.length === 0) return;
    const turn = () => {
      this.#reading = this.read();
    };
    turn();
    this.#timer = setInterval(() => void this.#reading.then(turn), everyMs);
  }

  /** Ends the watch and gives what was read, in order of time. */
  async stop(): Promise<BrokerSample[]> {
    clearInterval(this.#timer);
    await this.#reading;
    return this.#samples;
  }

  /** Reads every broker once. */
  async read(): Promise<void> {
    await Promise.all(this.#probes.map((probe) => this.#readOne(probe)));
  }

  async #readOne(probe: BrokerProbe): Promise<void> {
    const reading = await probe.read();
    const t = this.#now();
    const before = this.#last.get(probe.broker);
    if (reading === null) {
      this.#last.delete(probe.broker);
      return;
    }
    this.#last.set(probe.broker, { t, reading });
    if (before !== undefined && t > before.t) this.#samples.push(sampleOf(probe.broker, before, { t, reading }));
  }
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
    broker,
    cpuCores: rate("cpuSeconds"),
    diskReadBytesPerSecond: rate("diskReadBytes"),
    diskWriteBytesPerSecond: rate("diskWriteBytes"),
    networkInBytesPerSecond: rate("networkInBytes"),
    networkOutBytesPerSecond: rate("networkOutBytes"),
    isrShrinks: shrinks[0] === null || shrinks[1] === null || shrinks[1] < shrinks[0] ? null : shrinks[1] - shrinks[0],
    underReplicatedPartitions: reading.underReplicatedPartitions,
    requestQueue: reading.requestQueue,
    requestHandlerIdle: reading.requestHandlerIdle,
  };
}

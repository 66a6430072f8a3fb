import { parseExposition, type Series } from "./exposition.ts";
import type { BrokerProbe, BrokerReading } from "./reading.ts";

const ANSWER_MS = 2000;

/** A metric under the names that exporters give it, in lower case; `name` and `topic` are labels to look at. */
interface Wanted {
  readonly names: readonly string[];
  /** Of a bean with several metrics the one whose label `name` this is. */
  readonly name?: string;
}

/**
 * Names by the JMX exporter without rules (`kafka_server_ReplicaManager_Value{name="..."}`) and by the rules that come
 * with it and with Strimzi (`kafka_server_replicamanager_underreplicatedpartitions`).
 * https://github.com/prometheus/jmx_exporter/blob/main/examples/kafka-2_0_0.yml
 */
const wanted = {
  cpuSeconds: [{ names: ["process_cpu_seconds_total"] }],
  networkInBytes: topicBytes("BytesInPerSec", "bytesin"),
  networkOutBytes: topicBytes("BytesOutPerSec", "bytesout"),
  isrShrinks: [
    { names: ["kafka_server_replicamanager_isrshrinks_total", "kafka_server_replicamanager_isrshrinkspersec"] },
    { names: ["kafka_server_replicamanager_count"], name: "IsrShrinksPerSec" },
  ],
  underReplicatedPartitions: [
    { names: ["kafka_server_replicamanager_underreplicatedpartitions"] },
    { names: ["kafka_server_replicamanager_value"], name: "UnderReplicatedPartitions" },
  ],
  requestQueue: [
    { names: ["kafka_network_requestchannel_requestqueuesize"] },
    { names: ["kafka_network_requestchannel_value"], name: "RequestQueueSize" },
  ],
  requestHandlerIdle: [
    { names: ["kafka_server_kafkarequesthandlerpool_requesthandleravgidle_percent"] },
    { names: ["kafka_server_kafkarequesthandlerpool_oneminuterate"], name: "RequestHandlerAvgIdlePercent" },
  ],
} satisfies Partial<Record<keyof BrokerReading, Wanted[]>>;

function topicBytes(bean: string, short: string): Wanted[] {
  const names = [`kafka_server_brokertopicmetrics_${short}_total`, `kafka_server_brokertopicmetrics_${short}persec`];
  return [{ names }, { names: ["kafka_server_brokertopicmetrics_count"], name: bean }];
}

/** Reads a broker whose metrics an exporter serves in Prometheus's text format. */
export class ExporterProbe implements BrokerProbe {
  readonly broker: string;
  readonly #url: string;

  constructor(broker: string, url: string) {
    this.broker = broker;
    this.#url = url;
  }

  async read(): Promise<BrokerReading | null> {
    try {
      const response = await fetch(this.#url, { signal: AbortSignal.timeout(ANSWER_MS) });
      if (!response.ok) return null;
      return readingOf(await response.text());
    } catch {
      return null;
    }
  }
}

/** What a page of metrics tells of its broker. */
export function readingOf(page: string): BrokerReading {
  const metrics = parseExposition(page);
  const told = (key: keyof typeof wanted) => firstOf(metrics, wanted[key]);
  return {
    cpuSeconds: told("cpuSeconds"),
    diskReadBytes: null,
    diskWriteBytes: null,
    networkInBytes: told("networkInBytes"),
    networkOutBytes: told("networkOutBytes"),
    isrShrinks: told("isrShrinks"),
    leaders: null,
    underReplicatedPartitions: told("underReplicatedPartitions"),
    requestQueue: told("requestQueue"),
    requestHandlerIdle: told("requestHandlerIdle"),
  };
}

function firstOf(metrics: ReadonlyMap<string, readonly Series[]>, candidates: readonly Wanted[]): number | null {
  for (const { names, name } of candidates) {
    for (const metric of names) {
      const series = (metrics.get(metric) ?? []).filter(({ labels }) => name === undefined || labels.name === name);
      // The sum over topics stands beside the topics' own values.
      const whole = series.find(({ labels }) => labels.topic === undefined || labels.topic === "");
      if (whole) return whole.value;
      if (series.length > 0) return series.reduce((sum, { value }) => sum + value, 0);
    }
  }
  return null;
}

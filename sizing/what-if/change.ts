import { choosesFromCatalogue, type Inventory } from "../inputs/inventory.ts";
import { scaleRates, scaleRetention } from "../inputs/scale.ts";
import type { Topic } from "../inputs/topic.ts";
import type { Workload } from "../inputs/workload.ts";

/** A change of one input; what it makes of a workload, or null where it has no meaning for it. */
export interface Change {
  readonly input: string;
  readonly change: string;
  readonly of: (workload: Workload, inventory: Inventory) => Workload | null;
}

const factors = [0.5, 0.8, 1.25, 2];

const ofTopics = (workload: Workload, change: (topic: Topic) => Topic): Workload => ({
  ...workload,
  topics: workload.topics.map(change),
});

/** Messages so many times as large at the same number of messages: a rate in bytes rises with them. */
const scaleSizes = (workload: Workload, times: number): Workload =>
  ofTopics(
    workload,
    (topic) =>
      ({
        ...topic,
        size: topic.size * times,
        rate:
          topic.rate.dimension === "bytesPerSecond" ? { ...topic.rate, value: topic.rate.value * times } : topic.rate,
      }) as Topic,
  );

const scaleBatches = (workload: Workload, times: number): Workload | null =>
  workload.topics.every(({ batch }) => batch === undefined)
    ? null
    : ofTopics(workload, (topic) =>
        topic.batch === undefined ? topic : ({ ...topic, batch: topic.batch * times } as Topic),
      );

const compress = (workload: Workload, ratio: number): Workload | null =>
  workload.topics.every(({ compression }) => compression.codec === "none")
    ? ofTopics(workload, (topic) => ({ ...topic, compression: { codec: "zstd", ratio, onBroker: false } }))
    : null;

const replicate = (workload: Workload, more: number): Workload | null =>
  workload.topics.some(({ replication }) => replication + more < 1)
    ? null
    : ofTopics(workload, (topic) => {
        const replication = topic.replication + more;
        return { ...topic, replication, minInsync: Math.min(topic.minInsync, Math.max(1, replication - 1)) };
      });

const readMore = (workload: Workload): Workload =>
  ofTopics(workload, (topic) => ({
    ...topic,
    consumers: [...topic.consumers, { group: "one-more-group", history: 0 }],
  }));

const loseMore = (workload: Workload): Workload | null => {
  const { lose } = workload.objectives;
  if (lose.racks !== undefined || lose.zones !== undefined) return null;
  return { ...workload, objectives: { ...workload.objectives, lose: { brokers: (lose.brokers ?? 0) + 1 } } };
};

/** Where no racks are told each broker counts as one, and a lost rack is a lost broker. */
const hasRacks = (inventory: Inventory): boolean =>
  choosesFromCatalogue(inventory) ||
  inventory.brokers.racks !== undefined ||
  inventory.hosts.some(({ rack }) => rack !== undefined);

const loseRack = (workload: Workload, inventory: Inventory): Workload | null => {
  const { lose } = workload.objectives;
  if (lose.racks !== undefined || lose.zones !== undefined || !hasRacks(inventory)) return null;
  return { ...workload, objectives: { ...workload.objectives, lose: { ...lose, racks: 1 } } };
};

const bringMore = (workload: Workload, times: number): Workload | null => {
  const { objectives } = workload;
  const { regionFailover } = objectives;
  if (regionFailover === undefined) return null;
  return {
    ...workload,
    objectives: { ...objectives, regionFailover: { ...regionFailover, share: regionFailover.share * times } },
  };
};

const times = (input: string, scale: (workload: Workload, factor: number) => Workload | null): Change[] =>
  factors.map((factor) => ({ input, change: `x ${factor}`, of: (workload) => scale(workload, factor) }));

/** Every change that is looked at, input by input. */
export const changes: readonly Change[] = [
  ...times("rates", scaleRates),
  ...times("message sizes", scaleSizes),
  ...times("retention", scaleRetention),
  ...times("batch sizes", scaleBatches),
  { input: "compression", change: "zstd, 3 to 1", of: (workload) => compress(workload, 3) },
  { input: "replication", change: "one less", of: (workload) => replicate(workload, -1) },
  { input: "replication", change: "one more", of: (workload) => replicate(workload, 1) },
  { input: "consumer groups", change: "one more", of: readMore },
  { input: "brokers lost", change: "one more", of: loseMore },
  { input: "racks lost", change: "one", of: loseRack },
  ...times("another region's share", bringMore),
  { input: "TLS", change: "on", of: (workload) => (workload.tls ? null : { ...workload, tls: true }) },
];

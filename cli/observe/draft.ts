import { localVersions, localVersionWith } from "../../components/kafka/version.ts";
import { formatMessagesPerSecond } from "../../sizing/units/format.ts";
import type { Observation, ObservedGroup, ObservedTopic, Sample } from "./observation.ts";

/** A value of a workload file, with what is worth saying of it; a guess is listed under `assumed`. */
type Told = { readonly value: unknown; readonly note?: string; readonly guessed?: true };

/** A workload as it is written: keys with their values, with notes and guesses by the paths of keys. */
export type Draft = {
  readonly workload: Record<string, unknown>;
  readonly notes: ReadonlyMap<string, string>;
};

const told = (value: unknown, note?: string): Told => ({ value, ...(note === undefined ? {} : { note }) });
const guess = (value: unknown, note: string): Told => ({ value, note, guessed: true });

/** The workload that was observed, as far as it can be seen from outside. */
export function draftOf(name: string, observation: Observation): Draft {
  const { topics, metadata, tls, seconds } = observation;
  const notes = new Map<string, string>();
  const assumed: string[] = [];
  const write = (path: string, fields: Readonly<Record<string, Told | undefined>>): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(fields).flatMap(([key, field]) => {
        if (field === undefined) return [];
        if (field.note !== undefined) notes.set(`${path}${key}`, field.note);
        if (field.guessed) assumed.push(`${path}${key}`);
        return [[key, field.value]];
      }),
    );
  const workload = write("", {
    name: told(name),
    kafka: versionOf(observation),
    metadata: metadata === null ? guess(usualMetadata, "the brokers do not tell what keeps it") : told(metadata),
    tls: tls ? told(true) : undefined,
  });
  workload.topics = topics.map((topic, i) => write(`topics.${i}.`, fieldsOf(topic, seconds)));
  Object.assign(workload, write("", { objectives: guess({ lose: { brokers: 1 } }, "what must hold is yours to say") }));
  workload.assumed = assumed;
  return { workload, notes };
}

/** Where brokers do not tell: new clusters have it. */
const usualMetadata = "kraft";

function versionOf({ release, metadata }: Observation): Told {
  if (release === null)
    return guess(localVersionWith(metadata ?? usualMetadata), "the brokers do not tell their version");
  const local = localVersions.find((version) => version.startsWith(`${release}.`));
  return guess(local ?? `${release}.0`, `the brokers tell ${release}, not its last part`);
}

function fieldsOf(topic: ObservedTopic, seconds: number): Record<string, Told | undefined> {
  const { sample, replication, partitions } = topic;
  return {
    name: told(topic.name),
    rate: rateOf(topic, seconds),
    size: sizeOf(sample),
    batch: sample === null ? undefined : told(`${Math.round(sample.recordBytes / sample.batches)} B`),
    ...retentionOf(topic),
    replication: told(replication),
    minInsync: minInsyncOf(topic),
    acks: guess("all", "what producers wait for is not to be seen"),
    compression: compressionOf(topic),
    keyed: sample === null ? undefined : told(sample.keyed > 0),
    partitions: told(partitions, "leave it out to have the plan say how many"),
    consumers: consumersOf(topic, seconds),
  };
}

const settingsUnread = "the settings of the topic could not be read";

function minInsyncOf({ settings, replication }: ObservedTopic): Told {
  if (settings === null) return guess(Math.min(2, replication), settingsUnread);
  const minInsync = Number(settings["min.insync.replicas"] ?? 1);
  return minInsync > replication
    ? told(replication, `the topic has ${minInsync}, more than its replicas`)
    : told(minInsync);
}

function rateOf({ writtenMessages, messages }: ObservedTopic, seconds: number): Told {
  const rate = writtenMessages / seconds;
  if (rate === 0)
    return guess("1 msg/s", `nothing was written in ${seconds} s; ${messages.toLocaleString("en")} messages are there`);
  return told(formatMessagesPerSecond(rate), `mean of ${seconds} s; write the peak of the worst day`);
}

function sizeOf(sample: Sample | null): Told {
  if (sample === null) return guess("1 kB", "no message could be read");
  const bytes = Math.max(1, Math.round(sample.messageBytes / sample.messages));
  return told(`${bytes} B`, `mean of ${sample.messages.toLocaleString("en")} messages with their keys`);
}

function retentionOf({ settings, messages }: ObservedTopic): Record<string, Told | undefined> {
  if (settings === null) return { retention: guess("7 days", `${settingsUnread}; this is the default of Kafka`) };
  const policy = settings["cleanup.policy"] ?? "delete";
  const compacted = policy.includes("compact");
  const keys = guess({ count: Math.max(1, messages) }, "at most as many as there are messages");
  const cleanup = compacted ? told(policy.includes("delete") ? "compact,delete" : "compact") : undefined;
  if (cleanup?.value === "compact") return { cleanup, keys };
  return { retention: timeOrSize(settings), cleanup, keys: compacted ? keys : undefined };
}

function timeOrSize(settings: Readonly<Record<string, string>>): Told {
  const milliseconds = Number(settings["retention.ms"] ?? -1);
  const bytes = Number(settings["retention.bytes"] ?? -1);
  if (milliseconds > 0) {
    const note = bytes > 0 ? `or ${bytes} B in a partition, whichever is less` : undefined;
    return told(asWritten(milliseconds), note);
  }
  if (bytes > 0) return told(`${bytes} B`);
  return guess("365 days", "the topic keeps everything for ever");
}

const units = [
  ["days", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1000],
] as const;

/** Exactly, in the largest unit that does. */
function asWritten(milliseconds: number): string {
  for (const [unit, length] of units) if (milliseconds % length === 0) return `${milliseconds / length} ${unit}`;
  return `${milliseconds} ms`;
}

function compressionOf({ settings, sample }: ObservedTopic): Told | undefined {
  if (sample === null || sample.codec === "none") return undefined;
  const ratio = Math.max(1, Math.round((100 * sample.recordBytes) / sample.storedBytes) / 100);
  const onBroker = settings?.["compression.type"] === sample.codec;
  const compression = { codec: sample.codec, ratio, ...(onBroker ? { onBroker } : {}) };
  return told(compression, onBroker ? "the topic has its own codec; producers may use the same" : undefined);
}

/** A group that has no members and reads nothing is history. */
const isAtWork = ({ consumers, readMessages }: ObservedGroup): boolean => consumers !== 0 || readMessages > 0;

function consumersOf({ groups, writtenMessages }: ObservedTopic, seconds: number): Told | undefined {
  if (groups.length === 0) return undefined;
  const rate = writtenMessages / seconds;
  const consumers = groups.filter(isAtWork).map(({ group, consumers, lagMessages }) => {
    const lag = rate === 0 ? 0 : lagMessages / rate;
    return {
      group,
      ...(consumers ? { count: consumers } : {}),
      ...(lag >= 1 ? { lag: `${Math.round(lag)} s` } : {}),
    };
  });
  const idle = groups.filter((group) => !isAtWork(group)).map(({ group }) => group);
  return told(consumers, idle.length === 0 ? undefined : `without members, left out: ${idle.join(", ")}`);
}

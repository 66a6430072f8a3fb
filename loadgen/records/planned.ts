import { join } from "node:path";
import { type Codec, codecs } from "../../sizing/inputs/compression.ts";
import type { Topic } from "../../sizing/inputs/topic.ts";
import type { Workload } from "../../sizing/inputs/workload.ts";
import type { PlannedTopic } from "../../sizing/planned/topic.ts";
import {
  type Compression,
  KEYS_UNTOLD,
  type KeySpec,
  type MessageSpec,
  type Payload,
  plainMessages,
} from "./messages.ts";
import { readLines } from "./payload/lines.ts";
import { skewFor } from "./skew.ts";

/** A workload, and the folder in which the files lie that it names. */
export interface Written {
  workload: Workload;
  directory: string;
}

/** The messages of a topic as far as a plan tells them: their mean size, whether they have keys, their codec. */
export function plannedMessages(topic: PlannedTopic): MessageSpec {
  const codec = codecs.find((known) => known === topic.compression) ?? "none";
  return {
    ...plainMessages(topic.messageBytes, topic.keyed),
    compression: compressionOf(codec, null, topic.compressedBy),
  };
}

/**
 * The messages of each topic as its workload tells them.
 * @throws Problem PLM-LOAD-023 if a file of lines cannot be read or has none
 */
export async function writtenMessages({ workload, directory }: Written): Promise<Map<string, MessageSpec>> {
  const specs = workload.topics.map(async (topic) => [topic.name, await messagesOf(topic, directory)] as const);
  return new Map(await Promise.all(specs));
}

async function messagesOf(topic: Topic, directory: string): Promise<MessageSpec> {
  const { codec, ratio, onBroker } = topic.compression;
  return {
    sizes: topic.sizes.map(({ size, share }) => ({ bytes: size, share })),
    keys: topic.keyed && topic.keys?.field === undefined ? keysOf(topic) : null,
    compression: compressionOf(codec, ratio ?? null, onBroker ? "brokers" : "producers"),
    payload: await payloadOf(topic, directory),
    headers: topic.headers ?? {},
  };
}

/** Of keys of which only the hottest one's part is told, the rest follow it as a Zipf distribution has them. */
function keysOf({ keys }: Topic): KeySpec {
  const count = keys?.count ?? KEYS_UNTOLD;
  return { count, skew: keys?.hottest === undefined ? (keys?.skew ?? 0) : skewFor(keys.hottest, count) };
}

async function payloadOf({ record, lines, keys }: Topic, directory: string): Promise<Payload> {
  if (record) return { kind: "record", template: record, key: keys?.field ?? null };
  if (lines !== undefined) return { kind: "lines", lines: await readLines(join(directory, lines)) };
  return { kind: "random" };
}

function compressionOf(codec: Codec, ratio: number | null, by: "producers" | "brokers"): Compression {
  return codec === "none" ? { codec } : { codec, ratio, by };
}

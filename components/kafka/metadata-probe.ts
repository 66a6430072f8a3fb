import type { ClusterView } from "./cluster-view.ts";
import { exchange } from "./exchange.ts";
import { MetadataReader } from "./metadata-reader.ts";

const metadataKey = 3;
/** Version 1: the oldest that names the controller, understood by every broker from 0.10 to 4. */
const metadataVersion = 1;
/** A list that is null. */
const everyTopic = -1;

export interface ViewOptions {
  /** Topics to tell about; none unless told. */
  readonly topics?: readonly string[] | "all";
  readonly limitMs?: number;
}

/**
 * What this one broker knows of its cluster; null if it does not answer in time. An admin client would not do: it asks
 * any broker that it has heard of.
 */
export async function viewOf(host: string, port: number, options: ViewOptions = {}): Promise<ClusterView | null> {
  const { topics = [], limitMs = 2000 } = options;
  const answer = await exchange({ host, port }, metadataRequest(topics), limitMs);
  return answer === null ? null : parseMetadata(answer);
}

/** A frame with the header (key, version, correlation id, client id of no bytes) and the list of topics. */
function metadataRequest(topics: readonly string[] | "all"): Buffer {
  const names = topics === "all" ? [] : topics.map((topic) => Buffer.from(topic));
  const length = 14 + names.reduce((sum, name) => sum + 2 + name.length, 0);
  const frame = Buffer.alloc(4 + length);
  frame.writeInt32BE(length, 0);
  frame.writeInt16BE(metadataKey, 4);
  frame.writeInt16BE(metadataVersion, 6);
  let at = frame.writeInt32BE(topics === "all" ? everyTopic : names.length, 14);
  for (const name of names) {
    at = frame.writeInt16BE(name.length, at);
    at += name.copy(frame, at);
  }
  return frame;
}

/** Reads a framed Metadata response of version 1; null if it is none. */
export function parseMetadata(frame: Buffer): ClusterView | null {
  try {
    const reader = new MetadataReader(frame, 8);
    const brokers = reader.array(() => reader.broker()).sort((a, b) => a - b);
    const controller = reader.int32();
    return {
      brokers,
      controller: controller < 0 ? null : controller,
      topics: reader.array(() => reader.topic()),
    };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

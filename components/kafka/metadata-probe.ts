import { createConnection } from "node:net";
import type { ClusterView } from "./cluster-view.ts";
import { MetadataReader } from "./metadata-reader.ts";

const metadataKey = 3;
/** Version 1: the oldest that names the controller, understood by every broker from 0.10 to 4. */
const metadataVersion = 1;

export interface ViewOptions {
  readonly topics?: readonly string[];
  readonly limitMs?: number;
}

/**
 * What this one broker knows of its cluster; null if it does not answer in time. An admin client would not do: it asks
 * any broker that it has heard of.
 */
export function viewOf(host: string, port: number, options: ViewOptions = {}): Promise<ClusterView | null> {
  const { topics = [], limitMs = 2000 } = options;
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    const socket = createConnection({ host, port }, () => socket.write(metadataRequest(topics)));
    const finish = (view: ClusterView | null) => {
      socket.destroy();
      resolve(view);
    };
    socket.setTimeout(limitMs, () => finish(null));
    socket.on("error", () => finish(null));
    socket.on("end", () => finish(null));
    socket.on("data", (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (received.length >= 4 && received.length >= 4 + received.readInt32BE(0)) finish(parseMetadata(received));
    });
  });
}

/** A frame with the header (key, version, correlation id, client id of no bytes) and the list of topics. */
function metadataRequest(topics: readonly string[]): Buffer {
  const names = topics.map((topic) => Buffer.from(topic));
  const length = 14 + names.reduce((sum, name) => sum + 2 + name.length, 0);
  const frame = Buffer.alloc(4 + length);
  frame.writeInt32BE(length, 0);
  frame.writeInt16BE(metadataKey, 4);
  frame.writeInt16BE(metadataVersion, 6);
  let at = frame.writeInt32BE(names.length, 14);
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

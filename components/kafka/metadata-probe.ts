import { createConnection } from "node:net";

const metadataKey = 3;
/** Version 1: the oldest that names the controller, understood by every broker from 0.10 to 4. */
const metadataVersion = 1;
/** Header (key, version, correlation id, client id of no bytes) and an empty list of topics, after the frame's length. */
const request = Buffer.alloc(4 + 14);
request.writeInt32BE(14, 0);
request.writeInt16BE(metadataKey, 4);
request.writeInt16BE(metadataVersion, 6);

export interface ClusterView {
  readonly brokers: readonly number[];
  /** Null while the cluster has none. */
  readonly controller: number | null;
}

/**
 * What this one broker knows of its cluster; null if it does not answer within `limitMs`. An admin client would not do:
 * it asks any broker that it has heard of.
 */
export function viewOf(host: string, port: number, limitMs = 2000): Promise<ClusterView | null> {
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    const socket = createConnection({ host, port }, () => socket.write(request));
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

/** Reads a framed Metadata response of version 1 up to the controller's id; null if it is none. */
export function parseMetadata(frame: Buffer): ClusterView | null {
  try {
    let at = 8;
    const int32 = () => {
      at += 4;
      return frame.readInt32BE(at - 4);
    };
    const skipString = () => {
      at += 2 + Math.max(0, frame.readInt16BE(at));
    };
    const brokers = Array.from({ length: int32() }, () => {
      const id = int32();
      skipString();
      int32();
      skipString();
      return id;
    });
    const controller = int32();
    return { brokers: brokers.sort((a, b) => a - b), controller: controller < 0 ? null : controller };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

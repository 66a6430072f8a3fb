import { type Address, parseAddress } from "../address.ts";
import { exchange } from "../kafka/exchange.ts";
import { CompactReader } from "./compact-reader.ts";

/** What the leader of a quorum says of it. */
export interface QuorumView {
  readonly leader: number;
  /** Node ids of the controllers, the leader among them, that have all of its log or had it a moment ago. */
  readonly following: readonly number[];
}

const metadataTopic = "__cluster_metadata";
const describeQuorumKey = 55;
/** The first version that tells when a controller had last caught up. */
const describeQuorumVersion = 1;
/** Kafka's `controller.quorum.fetch.timeout.ms`: one that stays behind for longer looks for another leader. */
const caughtUpWithinMs = 2000;

/**
 * What the leader says of the quorum; null if no controller answers as the leader. Only it knows who follows it, and it
 * is asked silently: what a controller without a leader cannot answer, it writes down as an error of its own.
 * @param voters as in `controller.quorum.voters`
 */
export async function quorumViewOf(voters: string, limitMs = 2000): Promise<QuorumView | null> {
  for (const controller of addressesOf(voters)) {
    const answer = await exchange(controller, request, limitMs);
    const view = answer === null ? null : parseDescribeQuorum(answer);
    if (view !== null) return view;
  }
  return null;
}

function addressesOf(voters: string): Address[] {
  return voters.split(",").map((voter) => parseAddress(voter.slice(voter.indexOf("@") + 1)));
}

const request = describeQuorumRequest();

/** A frame with the header (key, version, correlation id, no client id, no tags) and the one partition that there is. */
function describeQuorumRequest(): Buffer {
  const header = Buffer.alloc(11);
  header.writeInt16BE(describeQuorumKey, 0);
  header.writeInt16BE(describeQuorumVersion, 2);
  header.writeInt16BE(-1, 8);
  // Compact arrays and strings have their length plus one before them, and tags after each part; the partition is 0.
  const topic = Buffer.from([2, metadataTopic.length + 1, ...Buffer.from(metadataTopic)]);
  const partition = Buffer.from([2, 0, 0, 0, 0, 0, 0, 0]);
  const length = Buffer.alloc(4);
  length.writeInt32BE(header.length + topic.length + partition.length, 0);
  return Buffer.concat([length, header, topic, partition]);
}

/** Reads a framed DescribeQuorum response of version 1; null if it is none, or not a leader's. */
export function parseDescribeQuorum(frame: Buffer): QuorumView | null {
  try {
    const reader = new CompactReader(frame, 8);
    reader.tags();
    if (reader.int16() !== 0) return null;
    return reader.array(() => readTopic(reader))[0]?.[0] ?? null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function readTopic(reader: CompactReader): (QuorumView | null)[] {
  reader.string();
  const partitions = reader.array(() => readPartition(reader));
  reader.tags();
  return partitions;
}

function readPartition(reader: CompactReader): QuorumView | null {
  reader.int32(); // its number
  const error = reader.int16();
  const leader = reader.int32();
  reader.int32(); // epoch
  reader.int64(); // high watermark
  const voters = reader.array(() => readReplica(reader));
  reader.array(() => readReplica(reader)); // observers: the brokers
  reader.tags();
  // The leader itself has caught up at the time of its answer.
  const now = voters.find(({ id }) => id === leader)?.caughtUpAt;
  if (error !== 0 || now === undefined) return null;
  const following = voters.filter(({ caughtUpAt }) => now - caughtUpAt <= caughtUpWithinMs);
  return { leader, following: following.map(({ id }) => id).sort((a, b) => a - b) };
}

function readReplica(reader: CompactReader): { id: number; caughtUpAt: number } {
  const id = reader.int32();
  reader.int64(); // end of its log
  reader.int64(); // time of its last fetch
  const caughtUpAt = reader.int64();
  reader.tags();
  return { id, caughtUpAt };
}

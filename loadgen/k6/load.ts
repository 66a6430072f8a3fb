import type { PlannedCluster } from "../../sizing/planned/cluster.ts";
import type { PlannedTopic } from "../../sizing/planned/topic.ts";
import { type Profile, scaled } from "../load/profile.ts";
import { arrivalsOf, iterationsOf } from "./arrivals.ts";
import type { Load, TopicLoad } from "./scripts/shape.ts";

/** What is asked of a load beside the plan. */
export interface K6Wishes {
  readonly system: string;
  /** How the rate goes, as parts of the planned one. */
  readonly shape: Profile;
  /** Part of the messages that may go without acknowledgement. */
  readonly loss: number;
  readonly p99Ms: number | null;
  /** What one instance of k6 is trusted with. */
  readonly instance: { readonly messagesPerSecond: number; readonly bytesPerSecond: number };
}

/** Before the name of every topic that a script writes to, so that it writes to none of somebody else's. */
const PREFIX = "plimsoll-k6-";
/** So many iterations a second of a topic and instance keep the cost of an iteration small beside its messages'. */
const ITERATIONS_PER_SECOND = 100;
/** A request to the ingest is at most 1 MB; the JSON around a message of 100 B adds a fifth. */
const BATCH_BYTES = 500_000;

/** The load of a planned cluster for the scripts. */
export function k6Load({ topics }: PlannedCluster, wishes: K6Wishes): Load {
  const { system, loss, p99Ms } = wishes;
  const instances = instancesFor(topics, wishes.instance);
  return { system, instances, loss, p99Ms, topics: topics.map((topic) => topicLoad(topic, wishes.shape, instances)) };
}

function topicLoad(topic: PlannedTopic, shape: Profile, instances: number): TopicLoad {
  const { name, partitions, replication, minInsync, acks, compression, keyed, messageBytes } = topic;
  const wanted = Math.ceil(topic.messagesPerSecond / (ITERATIONS_PER_SECOND * instances));
  const batch = Math.max(1, Math.min(wanted, Math.floor(BATCH_BYTES / messageBytes)));
  const arrivals = arrivalsOf(scaled(shape, topic.messagesPerSecond), batch);
  return {
    planned: name,
    topic: `${PREFIX}${name}`,
    partitions,
    replication,
    minInsync,
    acks,
    compression,
    keyed,
    messageBytes: Math.round(messageBytes),
    batch,
    arrivals,
    messages: Math.floor(iterationsOf(arrivals) * batch),
  };
}

function instancesFor(topics: readonly PlannedTopic[], { messagesPerSecond, bytesPerSecond }: K6Wishes["instance"]) {
  const sum = (pick: (topic: PlannedTopic) => number) => topics.reduce((total, topic) => total + pick(topic), 0);
  const messages = sum((topic) => topic.messagesPerSecond);
  const bytes = sum((topic) => topic.messagesPerSecond * topic.messageBytes);
  return Math.max(1, Math.ceil(Math.max(messages / messagesPerSecond, bytes / bytesPerSecond)));
}

import { setTimeout as delay } from "node:timers/promises";
import type { Access } from "../../loadgen/access.ts";
import { checkBrokers } from "../../loadgen/drivers/plimsoll/cluster-client.ts";
import { Problem } from "../../sizing/problem.ts";
import type { LongRunTools } from "../long-run.ts";
import { type Cluster, type GroupThere, type TopicThere, withCluster } from "./cluster.ts";
import type { Observation, ObservedGroup, ObservedTopic, Unread } from "./observation.ts";
import { forEachOf, type LogReading, messagesBetween } from "./reading.ts";
import { sampleOf } from "./sample.ts";
import { unreadText } from "./unread-list.ts";

/**
 * Looks at a cluster for `seconds`: its topics, what is written to them and who reads it. Nothing of it is changed. What
 * this client has no right to read is left out, and said.
 * @throws Problem PLM-OBSERVE-001 if it has no topics, PLM-OBSERVE-002 if it does not tell, PLM-LOAD-005 if no broker
 * answers, PLM-ACCESS-001 to -007
 */
export async function observe(access: Access, seconds: number, tools: LongRunTools): Promise<Observation> {
  await checkBrokers(access);
  return withCluster(access, async (cluster) => {
    const about = await cluster.about();
    const there = await cluster.topics();
    if (there.length === 0)
      throw new Problem(
        "input",
        "PLM-OBSERVE-001",
        `the cluster at ${access.bootstrap.join(",")} has no topics`,
        "name a cluster that is in use, or let this client describe its topics",
      );
    const measured = await measure(cluster, there, seconds, tools);
    tools.step("fetching a sample of each topic");
    const topics: ObservedTopic[] = [];
    for (const { last, ...topic } of measured)
      topics.push({ ...topic, sample: await sampleOf(access, topic.name, last) });
    const unfetched = topics.filter(({ messages, sample }) => messages > 0 && sample === null);
    const unread = [...cluster.unread, ...unreadMessages(unfetched.map(({ name }) => name))];
    for (const one of unread) tools.log(`could not read the ${unreadText(one)}`);
    return { bootstrap: [...access.bootstrap], ...about, tls: access.tls !== null, seconds, topics, unread };
  }).catch((error) => {
    throw asProblem(error, access);
  });
}

const unreadMessages = (names: string[]): Unread[] =>
  names.length === 0 ? [] : [{ what: "messages of topics", names }];

/** A topic that was measured, of which no message was fetched yet. */
type Measured = Omit<ObservedTopic, "sample"> & { readonly last: LogReading };

async function measure(
  cluster: Cluster,
  there: readonly TopicThere[],
  seconds: number,
  tools: LongRunTools,
): Promise<Measured[]> {
  tools.step(`reading ${there.length} topics`);
  const groupsBefore = await cluster.groups();
  const before = await forEachOf(there, ({ name }) => cluster.log(name));
  await wait(seconds, tools);
  const after = await forEachOf(there, ({ name }) => cluster.log(name));
  const groups = await cluster.groups();
  return there.map((topic, i) => {
    const [first, last] = [before[i]!, after[i]!];
    // Each topic over its own time: to read one after the other takes its time as well.
    const share = (1000 * seconds) / (last.at - first.at);
    return {
      ...topic,
      messages: messagesBetween(last.begins, last.ends),
      writtenMessages: messagesBetween(first.ends, last.ends) * share,
      groups: groupsOf(topic.name, groupsBefore, groups, last),
      last,
    };
  });
}

async function wait(seconds: number, { status, signal }: LongRunTools): Promise<void> {
  for (let left = seconds; left > 0; left--) {
    status(`measuring rates, ${Math.ceil(left)} s left`);
    await delay(1000 * Math.min(1, left), undefined, { signal });
  }
}

function groupsOf(
  topic: string,
  before: readonly GroupThere[],
  after: readonly GroupThere[],
  { ends }: LogReading,
): ObservedGroup[] {
  return after.flatMap(({ group, offsets, members }) => {
    const now = offsets.get(topic);
    if (now === undefined || now.size === 0) return [];
    const then = before.find((one) => one.group === group)?.offsets.get(topic) ?? now;
    return [
      {
        group,
        consumers: members === null ? null : (members.get(topic) ?? 0),
        lagMessages: messagesBetween(now, new Map([...ends].filter(([partition]) => now.has(partition)))),
        readMessages: messagesBetween(then, now),
      },
    ];
  });
}

/** What the client for questions throws is the cluster's refusal to answer one. */
function asProblem(error: unknown, { bootstrap }: Access): unknown {
  if (!(error instanceof Error) || !error.name.startsWith("KafkaJS")) return error;
  return new Problem(
    "environment",
    "PLM-OBSERVE-002",
    `the cluster at ${bootstrap.join(",")} does not tell about itself: ${error.message}`,
    "see that its brokers run, and let this client describe topics, their settings and consumer groups",
  );
}

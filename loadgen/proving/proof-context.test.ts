import { expect, test } from "vitest";
import type { Plan } from "../../sizing/plan.ts";
import type { PlannedCluster } from "../../sizing/planned/cluster.ts";
import { plannedTopic } from "../../sizing/testing/planned-topic.ts";
import { plaintext } from "../access.ts";
import { parseShape } from "../load/parse-shape.ts";
import type { ProveOptions } from "./options.ts";
import { contextOf } from "./proof-context.ts";
import { topicLoads } from "./topic-loads.ts";

const cluster = { name: "main", topics: [plannedTopic({ name: "events", partitions: 20 })] } as PlannedCluster;
const found = { cluster, messages: new Map(), crew: undefined };
const options = (change: Partial<ProveOptions> = {}): ProveOptions => ({
  plan: { name: "small", clusters: [cluster] } as Plan,
  access: plaintext(["b:1"]),
  scale: 1,
  durationSeconds: 10,
  warmupSeconds: 5,
  driver: "plimsoll",
  ...change,
});
const existingTopic = { partitions: 4, replication: 3 } as const;

test("a warm-up goes on only where the rate is steady and nothing is harmed", async () => {
  const most = (change: Partial<ProveOptions>) => contextOf(options(change), found).mostWarmupSeconds;
  expect(most({})).toBeUndefined();
  expect(most({ mostWarmupSeconds: 60 })).toBe(60);
  expect(most({ mostWarmupSeconds: 3 })).toBe(5);
  expect(most({ mostWarmupSeconds: 60, shape: await parseShape("spike:x10") })).toBeUndefined();
  const fault = { atSeconds: 1, text: "kill broker 1", begin: async () => {}, end: null };
  expect(most({ mostWarmupSeconds: 60, faults: { faults: [fault], putBack: null } })).toBeUndefined();
});

test("each run has an id of its own, which the names of its topics have", () => {
  const [one, other] = [contextOf(options(), found), contextOf(options(), found)];
  expect(one.id).not.toBe(other.id);
  const [made] = topicLoads(one, new Map(), 1, 3);
  expect(made).toMatchObject({ existing: null, load: { topic: `plimsoll-proof-${one.id}-events` } });
});

test("a topic that is there is loaded under its name, on its partitions, with marked messages", () => {
  const context = contextOf(options(), found);
  const [planned] = topicLoads(context, new Map([["events", existingTopic]]), 1, 3);
  expect(planned!.load).toMatchObject({ topic: "events", partitions: 4 });
  expect(JSON.stringify(planned!.load.messages)).toContain(context.id);
});

test("a group that lags by more than half of what is measured lags by that, and it is told", () => {
  const said: string[] = [];
  const consumers = [{ group: "late", lag: 3600 }];
  const written = { workload: { topics: [{ name: "events", consumers }] }, directory: "." } as never;
  const planned = plannedTopic({ name: "events" });
  const readers = planned.consumers.map((consumer) => ({ ...consumer, group: "late" }));
  const late = { name: "main", topics: [{ ...planned, consumers: readers }] } as PlannedCluster;
  const context = contextOf(options({ written, log: (line) => void said.push(line) }), { ...found, cluster: late });
  topicLoads(context, new Map(), 1, 3);
  expect(said).toEqual(["group late reads events 1 h behind: here 5 s, half of what is measured"]);
});

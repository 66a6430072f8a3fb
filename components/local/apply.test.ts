import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Problem } from "../../sizing/problem.ts";
import { clusterResources, nodeNames } from "../cluster.ts";
import { differences } from "../difference.ts";
import type { Handler, HandlerContext } from "../handler.ts";
import { brokerSize } from "../kafka/sizes.ts";
import { pause, refuseIfAborted } from "../process/pause.ts";
import type { KafkaTopicInputs, NodeInputs, Resource } from "../resource.ts";
import { cluster, topic } from "../testing/fixture.ts";
import { applyResources } from "./apply.ts";
import type { Handlers } from "./handlers.ts";
import { openStore, readState, type Store } from "./store.ts";

/** What the handlers were asked to do, in order; and a world in which what they made stands. */
let events: string[];
let world: Map<string, NodeInputs | KafkaTopicInputs>;
let failing: string | null;
let stateDir: string;
let store: Store;
const context = { signal: new AbortController().signal, log: () => {} };

beforeEach(async () => {
  events = [];
  world = new Map();
  failing = null;
  stateDir = await mkdtemp(join(tmpdir(), "plimsoll-apply-"));
  store = await openStore(stateDir, "claro");
});
afterEach(async () => {
  await store.close();
  await rm(stateDir, { recursive: true });
});

function recording<Inputs extends NodeInputs | KafkaTopicInputs, Outputs>(outputs: Outputs): Handler<Inputs, Outputs> {
  const nameOf = (inputs: Inputs) => ("node" in inputs ? inputs.node : `topic/${inputs.name}`);
  const make = (verb: string) => async (given: HandlerContext, inputs: Inputs) => {
    const name = nameOf(inputs);
    events.push(`${verb} ${name}`);
    if (name === failing) throw new Problem("environment", "PLM-TEST-001", `${name} failed`, "");
    await pause(5, given.signal);
    world.set(name, inputs);
    events.push(`done ${name}`);
    return outputs;
  };
  return {
    check: (inputs) => (nameOf(inputs) === "topic/bad" ? [{ property: "name", reason: "must be good" }] : []),
    diff: (actual, wanted) => differences<object>(actual, wanted, ["brokerId" as never]),
    create: make("create"),
    // What restarts a running node asks for its turn.
    update: (given, inputs) => {
      const running = (world.get(nameOf(inputs)) as NodeInputs).running;
      const update = () => make("update")(given, inputs);
      return running ? given.inTurn(nameOf(inputs), update) : update();
    },
    async read(_context, inputs) {
      const found = world.get(nameOf(inputs)) as Inputs | undefined;
      return found === undefined ? null : { inputs: found, outputs };
    },
    async delete(_context, inputs) {
      events.push(`delete ${nameOf(inputs)}`);
      world.delete(nameOf(inputs));
    },
  };
}

const handlers: Handlers = {
  "zookeeper-node": recording({ pid: 1, startTime: "1" }),
  "kraft-controller": recording({ pid: 3, startTime: "3" }),
  "kafka-broker": recording({ pid: 2, startTime: "2" }),
  "kafka-topic": recording({ name: "" }),
};

function resources(fields: Parameters<typeof cluster>[0] = {}, overrides: Record<string, string> = {}): Resource[] {
  const planned = cluster({ brokers: 2, topics: [topic({ name: "a" })], ...fields });
  const { metadata, brokers } = nodeNames(planned);
  const place = (node: string) => [node, { host: "h", ports: [1, 2, 3], directory: `/${node}` }] as const;
  return clusterResources(planned, {
    name: "claro",
    places: Object.fromEntries([...metadata, ...brokers].map(place)),
    broker: brokerSize(planned),
    metadataHeapBytes: 1,
    brokerOverrides: overrides,
  });
}

const apply = (wanted: Resource[]) => applyResources(wanted, handlers, store, context);
const position = (event: string) => {
  expect(events).toContain(event);
  return events.indexOf(event);
};

test("brokers begin when every ZooKeeper node is done, topics when every broker is", async () => {
  await apply(resources());
  for (const node of ["zookeeper-1", "zookeeper-2", "zookeeper-3"])
    for (const broker of ["broker-1", "broker-2"])
      expect(position(`done ${node}`)).toBeLessThan(position(`create ${broker}`));
  expect(position("done broker-2")).toBeLessThan(position("create topic/a"));
  expect(position("create broker-2")).toBeLessThan(position("done broker-1"));
});

test("a second time nothing is to be done", async () => {
  await apply(resources());
  events = [];
  await apply(resources());
  expect(events).toEqual([]);
});

test("state on disk has every resource with what came out of it", async () => {
  await apply(resources());
  const kept = (await readState(stateDir, "claro"))?.resources ?? {};
  expect(Object.keys(kept)).toHaveLength(6);
  expect(kept["claro/broker-2"]).toMatchObject({ kind: "kafka-broker", outputs: { pid: 2 } });
});

test("running brokers that must change go one after another", async () => {
  await apply(resources());
  events = [];
  await apply(resources({}, { "num.io.threads": "3" }));
  expect(events).toEqual(["update broker-1", "done broker-1", "update broker-2", "done broker-2"]);
});

test("dead ones are healed at the same time", async () => {
  await apply(resources());
  events = [];
  for (const node of ["broker-1", "broker-2"]) world.set(node, { ...(world.get(node) as NodeInputs), running: false });
  await apply(resources());
  expect(events.slice(0, 2)).toEqual(["update broker-1", "update broker-2"]);
});

test("what the plan no longer has is removed, topics before nodes", async () => {
  await apply(resources({ brokers: 3 }));
  events = [];
  await apply(resources({ topics: [] }));
  expect(events.filter((event) => event.startsWith("delete"))).toEqual(["delete topic/a", "delete broker-3"]);
  expect(Object.keys(store.state.resources)).not.toContain("claro/broker-3");
});

test("a failure stops what depends on it, is the error that is thrown, and leaves a state that can be finished", async () => {
  failing = "broker-2";
  await expect(apply(resources())).rejects.toThrow("broker-2 failed");
  expect(events).not.toContain("create topic/a");
  expect(store.state.resources["claro/broker-2"]).toMatchObject({ outputs: null });
  failing = null;
  events = [];
  await apply(resources());
  expect(events).toContain("create broker-2");
  expect(events).not.toContain("create zookeeper-1");
});

test("an interrupt ends it as interrupted", async () => {
  const abort = new AbortController();
  const applying = applyResources(resources(), handlers, store, { signal: abort.signal, log: () => {} });
  abort.abort();
  await expect(applying).rejects.toMatchObject({ kind: "interrupted" });
  expect(() => refuseIfAborted(abort.signal)).toThrow("Interrupted");
});

test("inputs that cannot be are refused before anything is made", async () => {
  await expect(apply(resources({ topics: [topic({ name: "bad" })] }))).rejects.toMatchObject({
    kind: "input",
    message: "claro/topic/bad: name must be good",
  });
  expect(events).toEqual([]);
});

import { appendFile, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import kafkajs, { Kafka, logLevel, Partitioners } from "kafkajs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plimsoll } from "../cli/testing/spawn.ts";
import { smallPlan, status } from "../components/index.ts";
import { findByArgument } from "../components/process/identity.ts";
import { plaintext } from "../loadgen/access.ts";
import { prove } from "../loadgen/index.ts";
import type { Plan } from "../sizing/plan.ts";
import { plannedTopic } from "../sizing/testing/planned-topic.ts";
import { processesBelow } from "./remains.ts";
import { pulumiForTests, type TestStack, testStack } from "./stack.ts";

const { cli, reason } = await pulumiForTests();
const password = "correct horse battery";
const up = ["up", "--yes", "--skip-preview", "--non-interactive"];
const preview = ["preview", "--non-interactive"];

describe.skipIf(cli === null)(`a stack's life with Pulumi ${reason}`, () => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await testStack(cli!, "cycle", "zookeeper");
  });
  afterAll(() => stack.remove());

  const node = (id: string) => join(stack.stateDir, "cycle", id);
  const pid = (id: string) => findByArgument(`-Dplimsoll.node=${node(id)}`)[0]?.pid;
  const everyNode = ["zookeeper-1", "zookeeper-2", "zookeeper-3", "broker-1", "broker-2", "broker-3"];
  const pids = (ids = everyNode) => Object.fromEntries(ids.map((id) => [id, pid(id)]));
  const run = async (...args: string[]) => {
    const { code, text } = await stack.run(...args);
    expect(text, text).not.toContain("panic");
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${text}`);
    return text;
  };
  const outputs = async () => JSON.parse(await run("stack", "output", "--json"));

  test("a plan that does not fit is refused before anything is made", async () => {
    const { topic } = stack.system;
    stack.system.topic = topic.replace("2000 msg/s", "90000000 msg/s");
    const refused = await stack.run(...preview);
    stack.system.topic = topic;
    expect(refused.code).not.toBe(0);
    expect(refused.text).toMatch(/PLM-STACK-102: cycle does not fit: PLM-/);
    expect(refused.text).not.toMatch(/KafkaBroker|at .*\.ts:\d+/);
  });

  test("`up` brings up what was planned, and its outputs say where", async () => {
    stack.config.users = { sensor: { produce: ["events"], consume: [] } };
    await stack.setSecret("passwords.sensor", password);
    const text = await run(...up);
    expect(text).toMatch(/\+ 12 created/);
    expect(Object.values(pids()).every((found) => found !== undefined)).toBe(true);
    const { bootstrap, metadata, brokerIds, topics } = await outputs();
    expect([bootstrap.split(",").length, metadata.split(",").length, brokerIds, topics]).toEqual([
      3,
      3,
      [1, 2, 3],
      ["events"],
    ]);
  });

  test("without changes there is nothing to do", async () => {
    expect(await run(...preview, "--expect-no-changes")).toMatch(/12 unchanged/);
  });

  test("the other tool is told whose cluster it is", async () => {
    await expect(status("cycle", { stateDir: stack.stateDir })).rejects.toMatchObject({
      code: "PLM-STATE-102",
      message: "Cluster cycle was made by `pulumi up --stack local`",
    });
  });

  test("`plimsoll prove` finds the brokers by the stack's outputs", async () => {
    // New brokers are slow until their code is compiled.
    const words = ["prove", stack.dir, "--scale", "1/20", "--duration", "6s", "--warmup", "5s", "--json"];
    const { code, out, err } = await plimsoll(words, { PLIMSOLL_STATE: stack.stateDir });
    expect(code, err).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ verdict: "pass", audit: { acknowledged: 1_100, lost: 0 } });
    const elsewhere = await plimsoll(["prove", "stacks/claro", "--stack", "local"], { PLIMSOLL_STATE: stack.stateDir });
    expect(elsewhere.code).toBe(2);
    expect(elsewhere.err).toContain("PLM-STACK-202");
  });

  test("a user logs in with the password and no other, and may do what was given", async () => {
    const { bootstrapForUsers } = await outputs();
    expect(await attempt(bootstrapForUsers, password, "send")).toBe("done");
    expect(await attempt(bootstrapForUsers, "wrong horse battery", "send")).toMatch(/SASL|Authentication/i);
    expect(await attempt(bootstrapForUsers, password, "delete")).toMatch(/not authorized/i);
    const state = await run("stack", "export");
    expect(state).not.toContain(password);
    expect(state).toContain("ciphertext");
  });

  test("a changed broker setting restarts one broker at a time under load, and nothing is lost", async () => {
    const before = pids();
    const { bootstrap } = await outputs();
    stack.config.brokerSettings = { "num.io.threads": 5 };
    let fewest = 3;
    const watching = setInterval(() => {
      const alive = ["broker-1", "broker-2", "broker-3"].filter((id) => pid(id) !== undefined).length;
      fewest = Math.min(fewest, alive);
    }, 100);
    let changing: Promise<string> | undefined;
    const proof = await prove({
      plan: planOfLoad(),
      access: plaintext(bootstrap.split(",")),
      scale: 1,
      warmupSeconds: 2,
      durationSeconds: 35,
      driver: "plimsoll",
      onSample: () => {
        changing ??= run(...up);
      },
    });
    expect(await changing).toMatch(/~ 3 updated/);
    clearInterval(watching);
    expect(fewest).toBe(2);
    const after = pids();
    for (const id of everyNode) {
      if (id.startsWith("broker")) expect(after[id]).not.toBe(before[id]);
      else expect(after[id]).toBe(before[id]);
    }
    expect(proof.audit).toMatchObject({ clean: true, lost: 0, corrupted: 0, repeated: 0, outOfOrder: 0 });
    expect(proof.audit.acknowledged).toBe(37 * 500);
  });

  test("a preview shows which file of which broker would change, and which setting of which topic", async () => {
    stack.config.brokerSettings = { "num.io.threads": 6 };
    stack.system.topic = stack.system.topic.replace("retention: 1 h", "retention: 2 h");
    const text = await run(...preview, "--diff");
    expect(text).toContain("num.io.threads=6");
    expect(text).toMatch(/"?retention\.ms"?\s*:\s*"3600000" => "7200000"/);
    stack.config.brokerSettings = { "num.io.threads": 5 };
  });

  test("a changed topic setting touches only the topic", async () => {
    const before = pids();
    expect(await run(...up)).toMatch(/~ 1 updated/);
    expect(pids()).toEqual(before);
    expect(await settingsOf("events")).toMatchObject({ "retention.ms": "7200000" });
  });

  test("one more broker is added without disturbing the others", async () => {
    const before = pids();
    stack.system.brokers = 4;
    expect(await run(...up)).toMatch(/\+ 1 created/);
    expect(pids()).toEqual(before);
    expect(pid("broker-4")).toBeDefined();
    expect((await outputs()).brokerIds).toEqual([1, 2, 3, 4]);
  });

  test("partitions grow, and are refused to shrink before anything is done", async () => {
    const { topic } = stack.system;
    stack.system.topic = topic.replace("partitions: 12", "partitions: 24");
    expect(await run(...up)).toMatch(/~ 1 updated/);
    stack.system.topic = topic;
    const refused = await stack.run(...preview);
    expect(refused.code).not.toBe(0);
    expect(refused.text).toContain("cannot shrink from 24 to 12");
    stack.system.topic = topic.replace("partitions: 12", "partitions: 24");
  });

  test("`refresh` sees a killed broker and an edited file, `up` heals them without touching the others", async () => {
    const before = pids();
    process.kill(before["broker-2"]!, "SIGKILL");
    await appendFile(join(node("broker-1"), "conf/server.properties"), "num.io.threads=99\n");
    const seen = await run("refresh", "--yes", "--non-interactive");
    expect(seen).toMatch(/broker-2 updated .*~running/);
    expect(seen).toMatch(/broker-1 updated .*~files/);
    expect(await run(...up)).toMatch(/~ 2 updated/);
    const { "broker-2": killed, ...others } = before;
    const { "broker-2": healed, ...rest } = pids();
    expect(rest).toEqual(others);
    expect(healed).toBeDefined();
    expect(healed).not.toBe(killed);
    const file = await readFile(join(node("broker-1"), "conf/server.properties"), "utf8");
    expect(file).not.toContain("num.io.threads=99");
  });

  test("a broker that holds data is not taken away while the cluster stays", async () => {
    stack.system.brokers = 3;
    const refused = await stack.run(...up);
    expect(refused.code).not.toBe(0);
    expect(refused.text).toMatch(/PLM-BROKER-102: broker-4 holds copies of \d+ partitions/);
    expect(pid("broker-4")).toBeDefined();
    stack.system.brokers = 4;
    expect(await run(...preview, "--expect-no-changes")).toMatch(/13 unchanged/);
  });

  test("of two at once the second is told, while the first takes the last user and the port for users away", async () => {
    stack.config.users = {};
    const first = await stack.start(...up);
    const locks = join(stack.stateDir, "pulumi.backend/.pulumi/locks/organization/plimsoll/local");
    await expect.poll(() => readdir(locks).catch(() => []), { timeout: 10_000 }).not.toEqual([]);
    const second = await stack.run(...up);
    expect(second.code).not.toBe(0);
    expect(second.text).toMatch(/currently locked by 1 lock/);
    const { code, text } = await first.ended;
    expect(code, text).toBe(0);
    expect(text).toMatch(/- 1 deleted/);
    expect((await outputs()).bootstrapForUsers).toBe("");
  });

  test("with every broker dead `refresh` still sees what can be seen, and `up` heals them", async () => {
    const brokers = ["broker-1", "broker-2", "broker-3", "broker-4"];
    for (const id of brokers) process.kill(pid(id)!, "SIGKILL");
    const seen = await run("refresh", "--yes", "--non-interactive");
    expect(seen).toMatch(/~ 4 updated/);
    expect(await run(...up)).toMatch(/~ 4 updated/);
    expect(Object.values(pids(brokers)).every((found) => found !== undefined)).toBe(true);
    expect(await run(...preview, "--expect-no-changes")).toMatch(/12 unchanged/);
  });

  test("`destroy` leaves no process, no file and no claim", async () => {
    await run("destroy", "--yes", "--non-interactive");
    expect((await processesBelow(stack.stateDir)).filter((line) => line.includes("plimsoll.node"))).toEqual([]);
    expect(await status("cycle", { stateDir: stack.stateDir })).toBeNull();
  });

  async function settingsOf(topic: string): Promise<Record<string, string>> {
    const { bootstrap } = await outputs();
    const kafka = new Kafka({ brokers: bootstrap.split(","), logLevel: logLevel.NOTHING });
    const admin = kafka.admin();
    await admin.connect();
    try {
      const type = kafkajs.ConfigResourceTypes.TOPIC;
      const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: [{ type, name: topic }] });
      const entries = resources[0]!.configEntries.map(({ configName, configValue }) => [configName, configValue]);
      return Object.fromEntries(entries);
    } finally {
      await admin.disconnect();
    }
  }
});

function planOfLoad(): Plan {
  const load = plannedTopic({ name: "load", partitions: 12, messagesPerSecond: 500 });
  const { name, clusters } = smallPlan({
    name: "cycle",
    kafka: "3.9.2",
    brokers: 3,
    metadataNodes: 3,
    topics: [{ ...load, consumers: [...load.consumers] }],
  });
  return { name, clusters } as Plan;
}

/** What a user can do: `done`, or the client's words why not. */
async function attempt(bootstrap: string, password: string, what: "send" | "delete"): Promise<string> {
  const kafka = new Kafka({
    brokers: bootstrap.split(","),
    logLevel: logLevel.NOTHING,
    sasl: { mechanism: "scram-sha-512", username: "sensor", password },
    retry: { retries: 2 },
  });
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  const admin = kafka.admin();
  try {
    if (what === "send") {
      await producer.connect();
      await producer.send({ topic: "events", acks: -1, messages: [{ value: "reading" }] });
    } else {
      await admin.connect();
      await admin.deleteTopics({ topics: ["events"] });
    }
    return "done";
  } catch (error) {
    return (error as Error).message;
  } finally {
    await producer.disconnect();
    await admin.disconnect();
  }
}

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { inSystem } from "../components/testing/small-system.ts";
import { parseSettings } from "./settings.ts";
import { type Recorded, record } from "./testing/record.ts";

const claro = {
  system: "stacks/claro",
  target: "local" as const,
  protect: false,
  brokerSettings: {},
  users: {},
  passwords: {},
};
/** As the engine hands over what an environment's file says. */
async function settingsOf(environment: string) {
  const { config } = parse(await readFile(join(import.meta.dirname, `Pulumi.${environment}.yaml`), "utf8"));
  return parseSettings(Object.fromEntries(Object.entries(config).map(([key, value]) => [key, String(value)])));
}

const inventory = await readFile(join(import.meta.dirname, "claro/inventory.yaml"), "utf8");
const topicOf = (name: string, rate: string) =>
  `{ name: ${name}, rate: ${rate}, size: 1 kB, retention: 1 h, replication: 3, minInsync: 2, acks: all, keyed: false }`;
const workloadOf = (...topics: string[]) =>
  `name: small\nkafka: 3.9.2\nmetadata: zookeeper\ntopics: [${topics.join(", ")}]\nobjectives: { lose: { brokers: 1 } }\n`;
/** What the program does with a system, beside the name of its folder. */
const recordSystem = (workload: string, wanted = inventory): Promise<Recorded> =>
  inSystem({ workload, inventory: wanted }, async (dir) => {
    const { resources, outputs } = await record({ ...claro, system: dir });
    return { resources, outputs: { ...outputs, system: "" } };
  });

const secretSignature = "4dabf18193072939515e22adb298388d";

/** Files line by line, so that a change shows as the lines that changed. */
const legible = (key: string, value: unknown) =>
  key === "files"
    ? Object.fromEntries(
        Object.entries(value as Record<string, string>).map(([path, text]) => [path, text.split("\n")]),
      )
    : value;

test.each(["local", "local-kraft"])("environment %s makes these resources", async (name) => {
  await expect(`${JSON.stringify(await record(await settingsOf(name)), legible, 2)}\n`).toMatchFileSnapshot(
    `golden/${name}.resources.snap.json`,
  );
});

test("the order of topics and of hosts shows in no resource", async () => {
  const a = topicOf("a", "1000 msg/s");
  const b = topicOf("b", "2000 msg/s");
  expect(await recordSystem(workloadOf(a, b))).toEqual(await recordSystem(workloadOf(b, a)));
  const hosts = [1, 2, 3, 4, 5].map(
    (n) => `{ id: h${n}, address: 10.0.0.${n}, rack: r${n}, roles: [broker, zookeeper] }`,
  );
  const inventoryOf = (list: string[]) => `${inventory}\nhosts: [${list.join(", ")}]\n`;
  expect(await recordSystem(workloadOf(a), inventoryOf(hosts))).toEqual(
    await recordSystem(workloadOf(a), inventoryOf(hosts.toReversed())),
  );
});

test("a plan that does not fit is refused in the refusal's words, before anything is made", async () => {
  await expect(recordSystem(workloadOf(topicOf("a", "90000000 msg/s")))).rejects.toMatchObject({
    kind: "input",
    code: "PLM-STACK-102",
    message: expect.stringMatching(/^small does not fit: PLM-[A-Z]+-\d+: /),
  });
});

test("a setting of the environment reaches every broker", async () => {
  const { resources } = await record({ ...claro, brokerSettings: { "num.io.threads": "7" } });
  const brokers = resources.filter(({ type }) => type === "plimsoll:local:KafkaBroker");
  expect(brokers).toHaveLength(5);
  for (const { inputs } of brokers)
    expect((inputs.files as Record<string, string>)["conf/server.properties"]).toContain("\nnum.io.threads=7\n");
});

test("users bring their listener, their rights, and a password that is a secret", async () => {
  const users = { sensor: { produce: ["network-events"], consume: [] } };
  const { resources, outputs } = await record({ ...claro, users, passwords: { sensor: "correct horse" } });
  const user = resources.find(({ type }) => type === "plimsoll:local:User");
  expect(user?.inputs).toMatchObject({ name: "sensor", ...users.sensor });
  // How the engine is told that a value is secret.
  expect(user?.inputs.password).toEqual({ [secretSignature]: expect.any(String), value: "correct horse" });
  expect(JSON.stringify(outputs)).not.toContain("correct horse");
  expect(outputs.bootstrapForUsers).toMatch(/^127\.0\.0\.1:\d+(,127\.0\.0\.1:\d+){4}$/);
});

test("what is protected is so as a whole", async () => {
  const { resources } = await record({ ...claro, protect: true });
  const cluster = resources.find(({ type }) => type === "plimsoll:local:KafkaCluster");
  expect(cluster?.options).toMatchObject({ protect: true });
});

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import kafkajs, { type AclEntry } from "kafkajs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { observedSchema } from "../cli/observe/observation.ts";
import { plimsoll } from "../cli/testing/spawn.ts";
import { ensureRuntime, smallPlan, up } from "../components/index.ts";
import { authorizerSettings } from "../components/kafka/listeners.ts";
import { setPassword } from "../components/kafka/scram.ts";
import { type Access, plaintext, type SaslAccess } from "../loadgen/access.ts";
import { clockFrom, clockOrigin } from "../loadgen/clock.ts";
import { driverNamed } from "../loadgen/drivers/index.ts";
import { atTheTail } from "../loadgen/drivers/pace.ts";
import { prove } from "../loadgen/index.ts";
import { KafkaAdmin } from "../loadgen/kafka-admin.ts";
import { formatFor } from "../loadgen/records/format-for.ts";
import { plainMessages } from "../loadgen/records/messages.ts";
import { TestAuthority } from "../loadgen/testing/certificates.ts";
import type { Plan } from "../sizing/plan.ts";
import { plannedTopic } from "../sizing/testing/planned-topic.ts";
import { testCluster } from "./local.ts";

/** Of a CommonJS module Node.js finds not every name. */
const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, Kafka, logLevel, ResourcePatternTypes } = kafkajs;

/** A broker with two further listeners: one that asks for a login over TLS, one that asks for a client certificate. */
const cluster = testCluster("security", 1, 1);
const password = 'c0rrect "horse"; battery=staple,';
const signal = new AbortController().signal;
let dir: string;
let authority: TestAuthority;
let tls: NonNullable<Access["tls"]>;
let secure: string;
let mutual: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "plimsoll-security-"));
  authority = await TestAuthority.create(dir);
  const broker = await authority.certify("IP:127.0.0.1");
  await writeFile(join(dir, "broker.pem"), broker.key + broker.certificate);
  tls = { authorities: authority.certificate, checkHostName: true, certificate: null };
  [secure, mutual] = (await freePorts(2)).map((port) => `127.0.0.1:${port}`) as [string, string];
  const runtime = await ensureRuntime({ kafka: "3.9.2", log: () => {}, signal });
  const { stateDir } = cluster;
  await up(planOf(), { runtime, stateDir, brokerOverrides: listeners(), log: () => {}, signal });
  const [host, port] = cluster.bootstrap[0]!.split(":") as [string, string];
  expect(await setPassword({ host, port: Number(port) }, "load", password)).toBeNull();
});
afterAll(() => rm(dir, { recursive: true, force: true }));

function listeners(): Record<string, string> {
  const all = `PLAINTEXT://${cluster.bootstrap[0]},SECURE://${secure},MUTUAL://${mutual}`;
  const modules = "org.apache.kafka.common.security";
  const quoted = password.replaceAll('"', '\\"');
  const stores = Object.fromEntries(
    [
      ["keystore", "broker.pem"],
      ["truststore", "authority.pem"],
    ].flatMap(([store, file]) => [
      [`ssl.${store}.type`, "PEM"],
      [`ssl.${store}.location`, join(dir, file!)],
    ]),
  );
  return {
    ...stores,
    listeners: all,
    "advertised.listeners": all,
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,SECURE:SASL_SSL,MUTUAL:SSL",
    "sasl.enabled.mechanisms": "SCRAM-SHA-512,PLAIN",
    "listener.name.secure.scram-sha-512.sasl.jaas.config": `${modules}.scram.ScramLoginModule required;`,
    "listener.name.secure.plain.sasl.jaas.config": `${modules}.plain.PlainLoginModule required user_load="${quoted}";`,
    // Sessions that end several times within a run.
    "listener.name.secure.scram-sha-512.connections.max.reauth.ms": "4000",
    "listener.name.mutual.ssl.client.auth": "required",
    // Those of the loads may do everything; whoever has a client certificate is one of them.
    ...authorizerSettings("zookeeper"),
    "super.users": "User:ANONYMOUS;User:load",
    "ssl.principal.mapping.rules": "RULE:^.*$/load/",
  };
}

const topic = plannedTopic({ partitions: 4, replication: 1, minInsync: 1 });

function planOf(): Plan {
  const wanted = { name: "security", kafka: "3.9.2", brokers: 1, metadataNodes: 1, topics: [] };
  const { name, clusters } = smallPlan(wanted);
  return { name, clusters } as Plan;
}

function loadOf(): Plan {
  const plan = planOf();
  return { ...plan, clusters: plan.clusters.map((one) => ({ ...one, topics: [topic] })) };
}

/** Ports that nobody listens on, as far as can be known. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  const ports: number[] = [];
  for (const server of servers) {
    if (!server.listening) await new Promise((resolve) => server.once("listening", resolve));
    ports.push((server.address() as { port: number }).port);
  }
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

const login = (mechanism: SaslAccess["mechanism"], change: Partial<Access> = {}): Access => ({
  bootstrap: [secure],
  tls,
  sasl: { mechanism, username: "load", password },
  ...change,
});

async function withCertificate(): Promise<Access> {
  const { certificate: chain, key } = await authority.certify("DNS:load.example");
  return { bootstrap: [mutual], tls: { ...tls, certificate: { chain, key, passphrase: null } }, sasl: null };
}

const ways = {
  "SCRAM-SHA-512 over TLS": () => login("SCRAM-SHA-512"),
  "PLAIN over TLS": () => login("PLAIN"),
  "a client certificate": withCertificate,
};

describe.each(["plimsoll", "kafkajs"] as const)("the driver %s", (driver) => {
  it.each(Object.entries(ways))("is let in by %s, and nothing is lost", async (_, way) => {
    const access = await way();
    const lines: string[] = [];
    const proof = await prove({
      plan: loadOf(),
      access,
      scale: 1,
      warmupSeconds: 1,
      durationSeconds: 3,
      driver,
      log: (line) => lines.push(line),
    });
    expect(proof.audit).toMatchObject({ clean: true, lost: 0, acknowledged: 4000, consumed: 4000 });
    expect(proof.produce.failed).toBe(0);
    expect(proof.events).toEqual([]);
    const shown = JSON.stringify(proof) + lines.join("\n");
    expect(shown).toContain(access.bootstrap[0]);
    for (const secret of [access.sasl?.password, access.tls?.certificate?.key])
      if (secret !== undefined) expect(shown).not.toContain(JSON.stringify(secret).slice(1, -1));
  });
});

describe("a secured cluster with ZooKeeper is observed", () => {
  const kafka = () => new Kafka({ clientId: "seen", brokers: cluster.bootstrap, logLevel: logLevel.NOTHING });
  beforeAll(async () => {
    const [admin, producer] = [kafka().admin(), kafka().producer()];
    try {
      await Promise.all([admin.connect(), producer.connect()]);
      await admin.createTopics({
        waitForLeaders: true,
        topics: ["open", "shut"].map((topic) => ({ topic, numPartitions: 1, replicationFactor: 1 })),
      });
      const messages = Array.from({ length: 50 }, () => ({ value: "x".repeat(200) }));
      for (const topic of ["open", "shut"]) await producer.send({ topic, messages });
      const partitions = [{ partition: 0, offset: "10" }];
      await admin.setOffsets({ groupId: "readers", topic: "open", partitions });
      await admin.createAcls({ acl: rightsOf("guest") });
    } finally {
      await Promise.all([admin.disconnect(), producer.disconnect()]);
    }
    const [host, port] = cluster.bootstrap[0]!.split(":") as [string, string];
    for (const user of ["load", "guest"])
      expect(await setPassword({ host, port: Number(port) }, user, user === "load" ? password : "guest")).toBeNull();
  });
  afterAll(async () => {
    const admin = kafka().admin();
    try {
      await admin.connect();
      await admin.deleteTopics({ topics: ["open", "shut"] });
    } finally {
      await admin.disconnect();
    }
  });

  /** One topic wholly, of another that it is there, and the names of the groups. */
  function rightsOf(user: string): AclEntry[] {
    const { CLUSTER, TOPIC } = AclResourceTypes;
    const { DESCRIBE, DESCRIBE_CONFIGS, READ } = AclOperationTypes;
    const rights: [kafkajs.AclResourceTypes, string, kafkajs.AclOperationTypes][] = [
      [CLUSTER, "kafka-cluster", DESCRIBE],
      [TOPIC, "open", DESCRIBE],
      [TOPIC, "open", DESCRIBE_CONFIGS],
      [TOPIC, "open", READ],
      [TOPIC, "shut", DESCRIBE],
    ];
    return rights.map(([resourceType, resourceName, operation]) => ({
      ...{ resourceType, resourceName, operation, principal: `User:${user}`, host: "*" },
      ...{ resourcePatternType: ResourcePatternTypes.LITERAL, permissionType: AclPermissionTypes.ALLOW },
    }));
  }

  async function observed(user: string, secret: string) {
    const file = join(dir, `${user}.properties`);
    const login = `username="${user}" password="${secret.replaceAll('"', '\\\\"')}"`;
    const settings = [
      `bootstrap.servers=${secure}`,
      "security.protocol=SASL_SSL",
      "sasl.mechanism=SCRAM-SHA-512",
      `sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required ${login};`,
      "ssl.truststore.type=PEM",
      `ssl.truststore.location=${join(dir, "authority.pem")}`,
    ];
    await writeFile(file, settings.join("\n"));
    const { code, out, err } = await plimsoll(["observe", "--client-config", file, "--for", "1s", "--json"]);
    expect({ code, err: code === 0 ? "" : err }).toEqual({ code: 0, err: "" });
    const { seen, workload } = observedSchema.parse(JSON.parse(out));
    return { seen, workload, err };
  }

  it("over TLS with a login, as a client's configuration says", async () => {
    const { seen, workload } = await observed("load", password);
    expect(seen).toMatchObject({ metadata: "zookeeper", release: "3.9", tls: true, unread: [] });
    expect(seen.topics.map(({ name, messages, sample }) => [name, messages, sample?.messages])).toEqual([
      ["open", 50, 50],
      ["shut", 50, 50],
    ]);
    expect(seen.topics[0]!.groups).toEqual([
      expect.objectContaining({ group: "readers", consumers: 0, lagMessages: 40 }),
    ]);
    expect(workload).toMatchObject({ kafka: "3.9.2", metadata: "zookeeper", tls: true });
  });

  it("as far as its rights go, and what could not be read is said", async () => {
    const { seen, workload, err } = await observed("guest", "guest");
    expect(seen.unread).toEqual([
      { what: "settings of brokers", names: ["1"] },
      { what: "settings of topics", names: ["shut"] },
      { what: "offsets of consumer groups", names: ["readers"] },
      { what: "messages of topics", names: ["shut"] },
    ]);
    expect(seen).toMatchObject({ metadata: null, release: null });
    expect(seen.topics).toMatchObject([
      { name: "open", settings: { "cleanup.policy": "delete" }, sample: { messages: 50 }, groups: [] },
      { name: "shut", settings: null, messages: 50, sample: null },
    ]);
    expect(workload.topics).toHaveLength(2);
    expect(err).toContain("could not read the settings of topics shut\n");
  });

  it("kafkajs says that it may not be of its group", async () => {
    const driver = await driverNamed("kafkajs");
    const none = () => {};
    const opening = driver.openConsumer({
      access: login("SCRAM-SHA-512", { sasl: { mechanism: "SCRAM-SHA-512", username: "guest", password: "guest" } }),
      topic: "open",
      partitions: [0],
      acks: "all",
      format: formatFor(plainMessages(200), { partitions: 1, maxBatchBytes: 100_000, seed: 1, topic: "open" }),
      group: "shut-out",
      fetch: { minBytes: 1, maxWaitMs: 100 },
      pace: atTheTail,
      events: { received: none, corrupted: none, fetched: none, behind: none, event: none },
      clock: clockFrom(clockOrigin()),
    });
    await expect(opening).rejects.toMatchObject({
      code: "PLM-ACCESS-008",
      message: expect.stringMatching(/^group open-shut-out cannot read open: .*[Gg]roup/),
    });
  }, 30_000);
});

describe("who is not let in is told so", () => {
  const refused = async (access: Access) => {
    const proving = prove({
      plan: loadOf(),
      access,
      scale: 1,
      warmupSeconds: 0,
      durationSeconds: 1,
      driver: "plimsoll",
    });
    const started = Date.now();
    const error = await proving.catch((thrown: unknown) => thrown);
    expect(Date.now() - started).toBeLessThan(5_000);
    return error;
  };

  it.each(["SCRAM-SHA-512", "PLAIN"] as const)("a wrong password by %s", async (mechanism) => {
    const sasl = { mechanism, username: "load", password: "wrong" };
    expect(await refused(login(mechanism, { sasl }))).toMatchObject({
      code: "PLM-ACCESS-006",
      message: expect.stringContaining(`does not let load in by ${mechanism}: Authentication failed`),
    });
  });

  it("a mechanism that is not offered", async () => {
    expect(await refused(login("SCRAM-SHA-256"))).toMatchObject({
      code: "PLM-ACCESS-007",
      message: expect.stringMatching(/does not take SCRAM-SHA-256: it offers .*PLAIN/),
    });
  });

  it("an authority that is not trusted", async () => {
    const access = login("PLAIN", { tls: { ...tls, authorities: null } });
    expect(await refused(access)).toMatchObject({ code: "PLM-ACCESS-002" });
  });

  it("no client certificate", async () => {
    expect(await refused({ bootstrap: [mutual], tls, sasl: null })).toMatchObject({ code: "PLM-ACCESS-005" });
  });

  it("no login where one is asked for, no TLS, and TLS where there is none", async () => {
    for (const access of [
      { bootstrap: [secure], tls, sasl: null },
      plaintext([secure]),
      login("PLAIN", { bootstrap: cluster.bootstrap }),
    ])
      expect(await refused(access)).toMatchObject({
        code: "PLM-LOAD-005",
        remedy: expect.stringContaining("listener"),
      });
  });

  it("and leaves no topic", async () => {
    const admin = await KafkaAdmin.connect(plaintext(cluster.bootstrap));
    try {
      expect((await admin.topics()).filter((name) => name.startsWith("plimsoll-"))).toEqual([]);
    } finally {
      await admin.close();
    }
  });
});

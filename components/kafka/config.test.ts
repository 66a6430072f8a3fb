import fc from "fast-check";
import { expect, test } from "vitest";
import { logConfigOf } from "../log-config.ts";
import { cluster } from "../testing/fixture.ts";
import { parseProperties } from "../testing/parse-properties.ts";
import { type BrokerConfig, brokerLogLevels, renderServerProperties } from "./config.ts";
import { brokerSize } from "./sizes.ts";

function config(fields: Partial<BrokerConfig> = {}): BrokerConfig {
  const planned = fields.cluster ?? cluster();
  return {
    cluster: planned,
    broker: { id: 4, host: "127.0.0.1", port: 19094 },
    size: brokerSize(planned),
    metadata: { mode: "zookeeper", connect: "127.0.0.1:2181,127.0.0.1:2182,127.0.0.1:2183" },
    logDirs: ["/state/claro/broker-4/data-1"],
    overrides: {},
    ...fields,
  };
}

test("server.properties of a planned broker", async () => {
  await expect(renderServerProperties(config())).toMatchFileSnapshot("golden/broker-4.server.properties");
});

test("with KRaft a broker knows its controllers, and leaves to them what they decide", () => {
  const voters = "1001@127.0.0.1:19001,1002@127.0.0.1:19002,1003@127.0.0.1:19003";
  const zookeeper = parseProperties(renderServerProperties(config()));
  const kraft = parseProperties(
    renderServerProperties(config({ metadata: { mode: "kraft", clusterId: "c", voters } })),
  );
  const {
    "broker.id": _id,
    "default.replication.factor": _factor,
    ...common
  } = Object.fromEntries(Object.entries(zookeeper).filter(([key]) => !key.startsWith("zookeeper.")));
  expect(kraft).toEqual({
    ...common,
    "controller.listener.names": "CONTROLLER",
    "controller.quorum.voters": voters,
    "listener.security.protocol.map": "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
    "node.id": "4",
    "process.roles": "broker",
  });
});

test("reload4j's configuration of a broker", async () => {
  await expect(logConfigOf("3.9.2").render(brokerLogLevels)).toMatchFileSnapshot("golden/broker.log4j.properties");
});

test("brokers take the racks in turn, the first broker the first rack", () => {
  const planned = cluster({ racks: ["a", "b"] });
  const rack = (id: number) =>
    parseProperties(renderServerProperties(config({ cluster: planned, broker: { id, host: "h", port: 1 } })))[
      "broker.rack"
    ];
  expect([1, 2, 3].map(rack)).toEqual(["a", "b", "a"]);
});

test("an override replaces what was rendered and keeps its place in the order", () => {
  const rendered = renderServerProperties(config({ overrides: { "num.io.threads": "3", "log.dir": "/x" } }));
  expect(parseProperties(rendered)).toMatchObject({ "num.io.threads": "3", "log.dir": "/x" });
  expect(rendered.match(/num\.io\.threads/g)).toHaveLength(1);
});

test("for any cluster keys are sorted and unique, no value is missing, internal topics fit the brokers", () => {
  const clusters = fc.record({
    brokers: fc.integer({ min: 1, max: 200 }),
    racks: fc.array(
      fc.nat().map((n) => `rack ${n}`),
      { minLength: 1, maxLength: 5 },
    ),
    logDirs: fc.integer({ min: 1, max: 24 }),
  });
  fc.assert(
    fc.property(clusters, fc.nat(), (fields, pick) => {
      const id = 1 + (pick % fields.brokers);
      const rendered = renderServerProperties(
        config({ cluster: cluster(fields), broker: { id, host: "h", port: 9092 } }),
      );
      const keys = rendered
        .trimEnd()
        .split("\n")
        .map((line) => line.slice(0, line.indexOf("=")));
      expect(keys).toEqual([...new Set(keys)].sort());
      expect(rendered).not.toMatch(/=(undefined|null|NaN|)$/m);
      const settings = parseProperties(rendered);
      const replication = Number(settings["offsets.topic.replication.factor"]);
      expect(replication).toBeLessThanOrEqual(fields.brokers);
      expect(Number(settings["transaction.state.log.min.isr"])).toBeLessThanOrEqual(replication);
    }),
  );
});

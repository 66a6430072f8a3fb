import { expect, test } from "vitest";
import { plain } from "../terminal.ts";
import { status } from "../testing/fakes.ts";
import { renderStatus } from "./status.ts";

test("shows each node with its state, where to connect, and the drift", () => {
  const drifted = { ...status.nodes[1]!, state: "drifted" as const, drift: ["files.conf/server.properties"] };
  const text = renderStatus({ ...status, nodes: [status.nodes[0]!, drifted, status.nodes[2]!] }, plain);
  expect(text).toMatch(/^small: 2 of 3 nodes run\n/);
  expect(text).toMatch(/^small\/broker-1 +20001 +4002 +drifted$/m);
  expect(text).toMatch(/^small\/broker-2 +20002 +- +dead$/m);
  expect(text).toContain("small/broker-1 differs: files.conf/server.properties\n");
  expect(text).toContain("topics     events\n");
  expect(text).toContain("bootstrap  127.0.0.1:20001,127.0.0.1:20002\n");
  expect(text).toContain("zookeeper  127.0.0.1:20000\n");
});

test("without ZooKeeper it says where the controllers are", () => {
  const kraft = { ...status, metadata: { mode: "kraft", connect: "127.0.0.1:20000" } } as const;
  expect(renderStatus(kraft, plain)).toContain("kraft      127.0.0.1:20000\n");
});

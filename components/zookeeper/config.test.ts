import { expect, test } from "vitest";
import { logConfigOf } from "../log-config.ts";
import { parseProperties } from "../testing/parse-properties.ts";
import { connectString, renderMyid, renderZooCfg, type ZooKeeperServer, zooKeeperLogLevels } from "./config.ts";

const server = (id: number): ZooKeeperServer => ({
  id,
  host: "127.0.0.1",
  clientPort: 2180 + id,
  quorumPort: 2880 + id,
  electionPort: 3880 + id,
});
const ensemble = [server(1), server(2), server(3)];

test("zoo.cfg of an ensemble", async () => {
  await expect(renderZooCfg(server(2), ensemble, "/state/claro/zookeeper-2/data")).toMatchFileSnapshot(
    "golden/zookeeper-2.zoo.cfg",
  );
});

test("a server that stands alone has no peers", () => {
  const settings = parseProperties(renderZooCfg(server(1), [server(1)], "/data"));
  expect(Object.keys(settings).filter((key) => key.startsWith("server."))).toEqual([]);
});

test("the order of the ensemble does not show", () => {
  const shuffled = [server(3), server(1), server(2)];
  expect(renderZooCfg(server(2), shuffled, "/data")).toBe(renderZooCfg(server(2), ensemble, "/data"));
  expect(connectString(shuffled)).toBe("127.0.0.1:2181,127.0.0.1:2182,127.0.0.1:2183");
});

test("myid holds the number by which zoo.cfg names the server", () => {
  expect(renderMyid(server(3))).toBe("3\n");
});

test("the log goes to standard output", async () => {
  await expect(logConfigOf("3.9.2").render(zooKeeperLogLevels)).toMatchFileSnapshot(
    "golden/zookeeper.log4j.properties",
  );
});

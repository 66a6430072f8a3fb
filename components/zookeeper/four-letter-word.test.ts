import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { afterEach, expect, test } from "vitest";
import { brokerIsRegistered, serves } from "./four-letter-word.ts";

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function zooKeeper(answers: Record<string, string>): Promise<number> {
  const server = createServer((socket) => socket.once("data", (word) => socket.end(answers[String(word)] ?? "")));
  servers.push(server.listen(0, "127.0.0.1"));
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

test.each([
  ["Zookeeper version: 3.8.4\nMode: follower\nNode count: 5\n", true],
  ["Zookeeper version: 3.8.4\nMode: standalone\n", true],
  ["This ZooKeeper instance is not currently serving requests\n", false],
])("%j serves: %s", async (answer, expected) => {
  expect(await serves({ host: "127.0.0.1", port: await zooKeeper({ srvr: answer }) })).toBe(expected);
});

test("nobody there does not serve", async () => {
  expect(await serves({ host: "127.0.0.1", port: 1 })).toBe(false);
});

test("a broker is registered while a session holds its node, and the first server that answers is believed", async () => {
  const dump = "SessionTracker dump:\nephemeral nodes dump:\nSessions with Ephemerals (1):\n0x1:\n\t/brokers/ids/12\n";
  const address = `127.0.0.1:1,127.0.0.1:${await zooKeeper({ dump })}`;
  expect(await brokerIsRegistered(address, 12)).toBe(true);
  expect(await brokerIsRegistered(address, 1)).toBe(false);
});

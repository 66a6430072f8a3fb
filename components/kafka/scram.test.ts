import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, test } from "vitest";
import { hasPassword, removePassword, setPassword } from "./scram.ts";

/** A broker that keeps what it is asked and gives a fixed answer: the frame behind its length. */
async function answering<T>(answer: string, use: (broker: { host: string; port: number }) => Promise<T>) {
  const asked: Buffer[] = [];
  const server = createServer((socket) =>
    socket.on("data", (chunk: Buffer) => {
      asked.push(chunk);
      const body = Buffer.from(answer, "hex");
      const length = Buffer.alloc(4);
      length.writeInt32BE(body.length);
      socket.write(Buffer.concat([length, body]));
    }),
  ).listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const result = await use({ host: "127.0.0.1", port: (server.address() as AddressInfo).port });
    return { result, asked: Buffer.concat(asked) };
  } finally {
    server.close();
  }
}

/** Correlation id, no tags, no throttling. */
const header = "00000000" + "00" + "00000000";
const sensor = `07${Buffer.from("sensor").toString("hex")}`;

test("a password is sent as a salted hash, never as it is", async () => {
  const { result, asked } = await answering(`${header}02${sensor}0000000000`, (broker) =>
    setPassword(broker, "sensor", "correct horse"),
  );
  expect(result).toBeNull();
  expect(asked.includes("sensor")).toBe(true);
  expect(asked.includes("correct horse")).toBe(false);
  // No deletion, one upsertion; SCRAM-SHA-512 with 8192 rounds, a salt of 32 bytes and a hash of 64.
  expect(asked.subarray(15).toString("hex")).toMatch(
    new RegExp(`^0102${sensor}020000200021[0-9a-f]{64}41[0-9a-f]{128}0000$`),
  );
});

test("two users with the same password have different hashes", async () => {
  const send = () => answering(`${header}02${sensor}0000000000`, (broker) => setPassword(broker, "sensor", "same"));
  const [a, b] = [await send(), await send()];
  expect(a.asked.equals(b.asked)).toBe(false);
});

test("a refusal keeps the broker's number and words", async () => {
  const words = Buffer.from("no such mechanism");
  const refusal = `${header}02${sensor}0021${(words.length + 1).toString(16)}${words.toString("hex")}0000`;
  const { result } = await answering(refusal, (broker) => setPassword(broker, "sensor", "x"));
  expect(result).toEqual({ code: 33, message: "no such mechanism" });
});

test("taking the password of one who has none is fine", async () => {
  const { result } = await answering(`${header}02${sensor}005b000000`, (broker) => removePassword(broker, "sensor"));
  expect(result).toBeNull();
});

test.each([
  ["has one", `0000${"00"}02${sensor}0000000202${"00002000"}000000`, true],
  ["has one for another mechanism only", `0000${"00"}02${sensor}0000000201${"00002000"}000000`, false],
  ["is not known", `0000${"00"}02${sensor}005b00010000`, false],
])("whether a user has a password: %s", async (_name, body, expected) => {
  const { result } = await answering(`${header}${body}`, (broker) => hasPassword(broker, "sensor"));
  expect(result).toBe(expected);
});

test("a broker that does not answer is told from one that says no", async () => {
  const nobody = { host: "127.0.0.1", port: 1 };
  expect(await hasPassword(nobody, "sensor")).toBeNull();
  expect(await setPassword(nobody, "sensor", "x")).toEqual({ code: -1, message: "127.0.0.1:1 does not answer" });
});

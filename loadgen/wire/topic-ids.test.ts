import fc from "fast-check";
import { expect, test } from "vitest";
import { Reader, Writer } from "./codec.ts";
import { readTopicIds, writeTopicIds } from "./topic-ids.ts";

/** As a broker of Kafka 3 answers: one broker, a topic of two partitions, and one that does not exist. */
const answer = Buffer.concat([
  Buffer.from("000000000002000000010a", "hex"),
  Buffer.from("127.0.0.1"),
  Buffer.from("00002384000002", "hex"),
  Buffer.from("c"),
  Buffer.from("0000000103000004", "hex"),
  Buffer.from("abc"),
  Buffer.from("00112233445566778899aabbccddeeff0003", "hex"),
  ...[0, 1].map((partition) => Buffer.from(`00000000000${partition}0000000100000005020000000102000000010100`, "hex")),
  Buffer.from("80000000" + "00" + "0003" + "05", "hex"),
  Buffer.from("gone"),
  Buffer.from(`${"00".repeat(16)}000180000000008000000000`, "hex"),
]);

test("the ids of the topics that exist are read", () => {
  expect([...readTopicIds(new Reader(answer))]).toEqual([["abc", "00112233445566778899aabbccddeeff"]]);
});

test("an answer that is cut off anywhere before its ids end is an error, not a shorter list", () => {
  for (let length = 0; length < answer.length - 5; length++)
    expect(() => readTopicIds(new Reader(answer.subarray(0, length)))).toThrow(RangeError);
});

test("garbage is an error or an answer, and read to an end", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      try {
        readTopicIds(new Reader(Buffer.from(bytes)));
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }),
  );
});

test("topics are asked for by their names", () => {
  const writer = new Writer(4);
  writeTopicIds(writer, ["a", "b".repeat(200)]);
  const expected = `00 03 ${"00".repeat(16)} 02 61 00 ${"00".repeat(16)} c901 ${"62".repeat(200)} 00 00000000`;
  expect(writer.bytes().toString("hex")).toBe(expected.replaceAll(" ", ""));
});

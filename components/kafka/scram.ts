import { pbkdf2, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import type { Address } from "../address.ts";
import { CompactReader } from "../kraft/compact-reader.ts";
import { exchange } from "./exchange.ts";

/** The mechanism of Kafka's `SCRAM-SHA-512`, its number in requests, and the rounds that Kafka's own tools use. */
const mechanism = 2;
const iterations = 8192;
const describeKey = 50;
const alterKey = 51;
const limitMs = 5000;
/** What Describe answers for a user without credentials. */
const resourceNotFound = 91;

const hash = promisify(pbkdf2);

/** The answer to a change: null if it was made, else Kafka's number of the error with its words. */
export type ScramFailure = { readonly code: number; readonly message: string };

/**
 * Sets the password of a user for SCRAM-SHA-512 (RFC 5802). The password itself is not sent, only its salted hash.
 * @param controller the broker that acts for the cluster, to which such changes must go
 */
export async function setPassword(controller: Address, user: string, password: string): Promise<ScramFailure | null> {
  const salt = randomBytes(32);
  const salted = await hash(password, salt, iterations, 64, "sha512");
  const upsertion = [
    compactString(user),
    int8(mechanism),
    int32(iterations),
    compactBytes(salt),
    compactBytes(salted),
    noTags,
  ];
  return alter(controller, [compactLength(0), compactLength(1), ...upsertion, noTags]);
}

/** Takes the password of a user away. One who has none is fine. */
export async function removePassword(controller: Address, user: string): Promise<ScramFailure | null> {
  const deletion = [compactString(user), int8(mechanism), noTags];
  const failed = await alter(controller, [compactLength(1), ...deletion, compactLength(0), noTags]);
  return failed?.code === resourceNotFound ? null : failed;
}

/** Whether a user has a password for SCRAM-SHA-512; null if the broker does not answer. */
export async function hasPassword(broker: Address, user: string): Promise<boolean | null> {
  const body = [compactLength(1), compactString(user), noTags, noTags];
  const answer = await exchange(broker, frame(describeKey, body), limitMs);
  if (answer === null) return null;
  const reader = responseReader(answer);
  reader.int32(); // throttle time
  if (reader.int16() !== 0) return null;
  reader.string();
  const [found] = reader.array(() => {
    reader.string();
    const error = reader.int16();
    reader.string();
    const mechanisms = reader.array(() => {
      const number = reader.int8();
      reader.int32();
      reader.tags();
      return number;
    });
    reader.tags();
    return error === 0 && mechanisms.includes(mechanism);
  });
  return found ?? false;
}

async function alter(controller: Address, body: readonly Buffer[]): Promise<ScramFailure | null> {
  const answer = await exchange(controller, frame(alterKey, body), limitMs);
  if (answer === null) return { code: -1, message: `${controller.host}:${controller.port} does not answer` };
  const reader = responseReader(answer);
  reader.int32(); // throttle time
  const results = reader.array(() => {
    reader.string();
    const code = reader.int16();
    const message = reader.string();
    reader.tags();
    return { code, message };
  });
  return results.find(({ code }) => code !== 0) ?? null;
}

/** Behind the length of the frame and the correlation id. */
function responseReader(answer: Buffer): CompactReader {
  const reader = new CompactReader(answer, 8);
  reader.tags();
  return reader;
}

/** Version 0 of a request with the header of compact messages: key, version, correlation id, no client id, no tags. */
function frame(key: number, body: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(11);
  header.writeInt16BE(key, 0);
  header.writeInt16BE(-1, 8);
  const content = Buffer.concat([header, ...body]);
  return Buffer.concat([int32(content.length), content]);
}

const noTags = Buffer.from([0]);

function int8(value: number): Buffer {
  return Buffer.from([value]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

/** Lengths are kept plus one, seven bits a byte. */
function compactLength(length: number): Buffer {
  const bytes: number[] = [];
  let rest = length + 1;
  for (; rest >= 0x80; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Buffer.from([...bytes, rest]);
}

function compactBytes(bytes: Buffer): Buffer {
  return Buffer.concat([compactLength(bytes.length), bytes]);
}

function compactString(text: string): Buffer {
  return compactBytes(Buffer.from(text));
}

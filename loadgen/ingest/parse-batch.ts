import { parseExactly } from "./exact-json.ts";
import { malformed } from "./request-problem.ts";

/** A record as a client has posted it. */
export interface PostedRecord {
  readonly key: Buffer | null;
  /** Null deletes the key in a compacted topic. */
  readonly value: Buffer | null;
  /** Where the client wants it; null leaves it to us. */
  readonly partition: number | null;
}

const shape = 'write {"records":[{"value":...}]}, each record with value and, if need be, key and partition';
const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * The records of a request's body, in the shape of Confluent's REST proxy (version 2, embedded format JSON). Keys and
 * values become their JSON text, numbers as they were written.
 * @throws RequestProblem with status 400 that names the record
 */
export function parseBatch(body: Buffer, partitions: number): PostedRecord[] {
  const batch = parse(body);
  if (!isObject(batch)) throw malformed("the body is no JSON object", shape);
  if (!("records" in batch) || !Array.isArray(batch.records)) throw malformed("records is missing or no array", shape);
  if (batch.records.length === 0) throw malformed("records is empty", shape);
  return batch.records.map((record: unknown, at) => parseRecord(record, `records[${at}]`, partitions));
}

function parse(body: Buffer): unknown {
  try {
    return parseExactly(utf8.decode(body));
  } catch (error) {
    throw malformed(`the body is no JSON in UTF-8: ${(error as Error).message}`, shape);
  }
}

function parseRecord(record: unknown, where: string, partitions: number): PostedRecord {
  if (!isObject(record)) throw malformed(`${where} is no JSON object`, shape);
  const other = Object.keys(record).find((name) => !["key", "value", "partition"].includes(name));
  if (other !== undefined)
    throw malformed(
      `${where} has \`${other}\``,
      "write key, value and partition only; what else there is to say goes into value",
    );
  if (!("value" in record)) throw malformed(`${where}.value is missing`, 'write "value":null to delete a key');
  const { key = null, value, partition = null } = record as { key?: unknown; value: unknown; partition?: unknown };
  if (partition !== null && !(Number.isInteger(partition) && Number(partition) >= 0 && Number(partition) < partitions))
    throw malformed(
      `${where}.partition is ${JSON.stringify(partition)}`,
      `write a whole number from 0 to ${partitions - 1}, or leave it out`,
    );
  return { key: encode(key), value: encode(value), partition: partition as number | null };
}

function encode(value: unknown): Buffer | null {
  return value === null ? null : Buffer.from(JSON.stringify(value));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

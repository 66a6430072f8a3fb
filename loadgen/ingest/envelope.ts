import { randomUUID } from "node:crypto";
import { malformed } from "./request-problem.ts";

/** Who sends a batch. */
export type Origin = {
  readonly application: string;
  readonly host: string;
};

/**
 * What every message is wrapped with. It travels in Kafka's record headers and not in an object around the value: the
 * value stays what the producer wrote, a reader that wants only the value changes nothing, and a router reads the
 * metadata without decoding it.
 */
export type Envelope = {
  /** Different for every message that was ever accepted. */
  readonly guid: string;
  /** When it was accepted: milliseconds since 1970. */
  readonly timestamp: string;
} & Origin;

const longest = 255;

/**
 * Who sends, as the request's headers `Plimsoll-Application` and `Plimsoll-Host` say; else unknown, from the address
 * that it came from.
 * @throws RequestProblem with status 400 if one is too long
 */
export function originOf(headers: NodeJS.Dict<string | string[]>, address: string): Origin {
  const read = (name: string, otherwise: string): string => {
    const text = headers[name.toLowerCase()]?.toString() || otherwise;
    if (text.length > longest)
      throw malformed(`the header ${name} has ${text.length} characters`, `write at most ${longest}`);
    return text;
  };
  return { application: read("Plimsoll-Application", "unknown"), host: read("Plimsoll-Host", address) };
}

export function wrap(origin: Origin, nowMs: number): Envelope {
  return { guid: randomUUID(), timestamp: String(nowMs), ...origin };
}

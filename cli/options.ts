import { Option } from "commander";
import { type Codec, codecs } from "../sizing/inputs/compression.ts";
import { Problem } from "../sizing/problem.ts";
import { parseDuration } from "../sizing/units/parse.ts";

const code = "PLM-CLI-002";
const largestScale = 100;

/**
 * The part of the planned load that `--scale` names: a fraction (`1/20`), a number (`0.05`, `1`) or `auto`.
 * @throws Problem PLM-CLI-002
 */
export function parseScale(text: string): number | "auto" {
  if (text === "auto") return text;
  const match = /^(\d+(?:\.\d+)?|\.\d+)(?:\/(\d+(?:\.\d+)?))?$/.exec(text.trim());
  const value = match ? Number(match[1]) / Number(match[2] ?? 1) : Number.NaN;
  if (value > 0 && value <= largestScale) return value;
  throw new Problem(
    "input",
    code,
    `--scale \`${text}\` is no part of the planned load`,
    "write for example `1/20`, `0.05`, `1` or `auto`",
  );
}

/** An option that takes a time such as `60s` or `2 min`, of at least `least` seconds. */
export function secondsOption(flags: string, about: string, least: number, usual: number): Option {
  const name = flags.split(" ")[0]!;
  return new Option(flags, about).default(usual, `${usual} s`).argParser((text) => parseSeconds(text, name, least));
}

/**
 * The seconds of a time; a number alone can only mean seconds here.
 * @throws Problem PLM-UNIT-001 or PLM-CLI-002
 */
export function parseSeconds(text: string, option: string, least: number): number {
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : parseDuration(text, option);
  if (seconds >= least && seconds <= 7 * 86_400) return seconds;
  throw new Problem(
    "input",
    code,
    `${option} \`${text}\` is out of range`,
    `write ${least} s to 7 days, for example \`60s\``,
  );
}

const address = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9_][a-z0-9_.-]*)):(\d{1,5})$/i;

/** The parts of `host:port`; undefined if `text` is no such thing. */
export function parseAddress(text: string): { host: string; port: number } | undefined {
  const [, bracketed, plain, digits] = address.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  return host !== undefined && port >= 1 && port <= 65_535 ? { host, port } : undefined;
}

/**
 * Where `--metrics` serves: `host:port`, or a port of this machine's loopback alone.
 * @throws Problem PLM-CLI-002
 */
export function parseMetrics(text: string): { host: string; port: number } {
  const found = parseAddress(/^\d+$/.test(text) ? `127.0.0.1:${text}` : text);
  if (found) return found;
  throw new Problem(
    "input",
    code,
    `--metrics \`${text}\` is no address`,
    "write `host:port`, or a port such as `9464`",
  );
}

function parseHttp(text: string): URL | null {
  const url = URL.parse(text.trim());
  return url !== null && /^https?:$/.test(url.protocol) && url.host !== "" ? url : null;
}

/**
 * Where a REST ingest listens, as it is written.
 * @throws Problem PLM-CLI-002
 */
export function parseIngestUrl(text: string): string {
  if (parseHttp(text) !== null) return text.trim();
  throw new Problem(
    "input",
    code,
    `--ingest-url: \`${text}\` is no address of an ingest`,
    "write for example `http://ingest:8080`",
  );
}

/**
 * Where brokers' metrics are served, with commas between.
 * @throws Problem PLM-CLI-002
 */
export function parseBrokerMetrics(text: string): string[] {
  return text.split(",").map((part) => {
    const url = parseHttp(part);
    if (url !== null) return url.href;
    throw new Problem(
      "input",
      code,
      `--broker-metrics: \`${part.trim()}\` is no address of metrics`,
      "write `http://host:7071/metrics` for each broker, with commas between",
    );
  });
}

/**
 * Addresses of brokers, `host:port` with commas between.
 * @throws Problem PLM-CLI-002
 */
export function parseBootstrap(text: string): string[] {
  const addresses = text.split(",").map((part) => part.trim());
  for (const one of addresses) {
    if (parseAddress(one)) continue;
    throw new Problem(
      "input",
      code,
      `--against: \`${one}\` is no address of a broker`,
      "write `host:port`, with commas between several",
    );
  }
  return addresses;
}

/**
 * The turns of a search that `--repeats` names.
 * @throws Problem PLM-CLI-002
 */
export function parseRepeats(text: string): number {
  const turns = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (turns >= 2 && turns <= 50) return turns;
  throw new Problem("input", code, `--repeats \`${text}\` is no number of turns`, "write a whole number from 2 to 50");
}

/**
 * How often `--repeat` proves.
 * @throws Problem PLM-CLI-002
 */
export function parseRepeat(text: string): number {
  const times = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (times >= 1 && times <= 100) return times;
  throw new Problem("input", code, `--repeat \`${text}\` is no number of runs`, "write a whole number from 1 to 100");
}

/**
 * Names of topics with commas between.
 * @throws Problem PLM-CLI-002
 */
export function parseTopics(text: string): string[] {
  return text.split(",").map((part) => {
    const name = part.trim();
    if (/^[A-Za-z0-9._-]{1,249}$/.test(name)) return name;
    throw new Problem(
      "input",
      code,
      `--allow-existing: \`${name}\` is no name of a topic`,
      "write the names of planned topics, with commas between",
    );
  });
}

/** A codec with which brokers can compress. */
export type BrokerCodec = Exclude<Codec, "none">;

/**
 * Codecs with commas between.
 * @throws Problem PLM-CLI-002
 */
export function parseCodecs(text: string): BrokerCodec[] {
  return text.split(",").map((part) => {
    const name = part.trim();
    const known = codecs.find((codec) => codec === name);
    if (known !== undefined && known !== "none") return known;
    throw new Problem(
      "input",
      code,
      `--codecs: \`${name}\` is no codec with which brokers compress`,
      "write one or more of gzip, snappy, lz4, zstd, with commas between",
    );
  });
}

/**
 * How many brokers to start.
 * @throws Problem PLM-CLI-002
 */
export function parseBrokers(text: string): number {
  if (/^[1-9]$/.test(text)) return Number(text);
  throw new Problem("input", code, `--brokers \`${text}\` is out of range`, "write a whole number from 1 to 9");
}

/** Collects the values of an option that may be given several times. */
export function several(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

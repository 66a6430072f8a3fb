import { Option } from "commander";
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

/** Collects the values of an option that may be given several times. */
export function several(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

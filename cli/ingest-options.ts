import type { WantedTopic } from "../loadgen/ingest/find-topics.ts";
import { Problem } from "../sizing/problem.ts";
import { parseBytes } from "../sizing/units/parse.ts";

const code = "PLM-CLI-002";

/**
 * The topics that `--topics` names, with commas between; each may say which acknowledgement it wants: `orders,clicks:1`.
 * @throws Problem PLM-CLI-002
 */
export function parseTopics(text: string): WantedTopic[] {
  return text.split(",").map((part) => {
    const [, name, acks = "all"] = /^\s*([a-zA-Z0-9._-]{1,249})(?::(all|1|0))?\s*$/.exec(part) ?? [];
    if (name === undefined)
      throw new Problem(
        "input",
        code,
        `--topics: \`${part}\` is no topic`,
        "write `name` or, with the acknowledgement that it wants, `name:all`, `name:1` or `name:0`; commas between several",
      );
    return { name, acks: acks as WantedTopic["acks"] };
  });
}

/**
 * A port; 0 is any that is free.
 * @throws Problem PLM-CLI-002
 */
export function parsePort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new Problem("input", code, `--port \`${text}\` is no port`, "write 1 to 65535, or 0 for any that is free");
}

/**
 * A size of at least `least` bytes, such as `64 MB`.
 * @throws Problem PLM-UNIT-001 or PLM-CLI-002
 */
export function parseSize(option: string, least: number): (text: string) => number {
  return (text) => {
    const bytes = parseBytes(text, option);
    if (bytes >= least) return bytes;
    throw new Problem("input", code, `${option} \`${text}\` is too small`, `write at least ${least} B`);
  };
}

import { hkdfSync } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Problem } from "../../sizing/problem.ts";

/** The environment variable that holds the token where no file is named. */
export const TOKEN_VARIABLE = "PLIMSOLL_AGENT_TOKEN";

/** Half of the digits that `openssl rand -hex 32` writes: whoever asks often enough could find a shorter one. */
const SHORTEST = 32;
const remedy =
  "write one with `openssl rand -hex 32 > FILE`, give the agents and the coordinator the same file with --token-file " +
  `and --agent-token-file, or set ${TOKEN_VARIABLE} to it`;

/** What both ends of a control channel know and never say: the key of their TLS. */
export type TokenKey = Buffer;

/**
 * The key of the token in `file`, else of the one in `environment`.
 * @throws Problem PLM-AGENT-001 (no token), -002 (file not readable), -003 (too short)
 */
export async function readToken(file: string | undefined, environment: string | undefined): Promise<TokenKey> {
  if (file !== undefined) return keyOf(await contentOf(file), `the token in ${file}`);
  if (environment) return keyOf(environment, `the token in ${TOKEN_VARIABLE}`);
  throw new Problem("input", "PLM-AGENT-001", "agents and coordinator need a token that both know", remedy);
}

/**
 * The key made of a token; white space around it does not count.
 * @throws Problem PLM-AGENT-003
 */
export function keyOf(token: string, what = "the token"): TokenKey {
  const text = token.trim();
  if (text.length >= SHORTEST) return Buffer.from(hkdfSync("sha256", text, "", "plimsoll agent", 32));
  throw new Problem(
    "input",
    "PLM-AGENT-003",
    `${what} has ${text.length} characters; ${SHORTEST} are the least`,
    remedy,
  );
}

async function contentOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Problem("input", "PLM-AGENT-002", `the token file ${file} cannot be read (${code})`, remedy);
  }
}

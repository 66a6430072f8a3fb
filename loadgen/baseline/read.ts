import { readFile } from "node:fs/promises";
import type { ZodType } from "zod";
import { Problem } from "../../sizing/problem.ts";
import { type Proof, proofSchema } from "../proof/proof.ts";

/**
 * Reads the proof.json of an earlier run.
 * @throws Problem PLM-BASELINE-001 (not readable), PLM-BASELINE-002 (no proof, or of another version)
 */
export function readBaseline(file: string): Promise<Proof> {
  return readFound(file, proofSchema, { is: "no proof", wanted: "proof.json" });
}

/** How a message names what was asked for. */
interface Wanted {
  /** What another file is, "no proof". */
  readonly is: string;
  /** What to name instead, "proof.json". */
  readonly wanted: string;
}

/**
 * Reads a JSON file of what an earlier run found.
 * @throws Problem PLM-BASELINE-001 (not readable), PLM-BASELINE-002 (something else, or of another version)
 */
export async function readFound<T>(file: string, schema: ZodType<T>, { is, wanted }: Wanted): Promise<T> {
  const remedy = `name the ${wanted} that \`plimsoll prove --out DIR\` wrote`;
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const what = code === "ENOENT" ? "does not exist" : `cannot be read (${code})`;
    throw new Problem("input", "PLM-BASELINE-001", `${file} ${what}`, remedy);
  }
  const parsed = schema.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  const where = path.length > 0 ? ` at ${path.join(".")}` : "";
  throw new Problem("input", "PLM-BASELINE-002", `${file} is ${is} of this version${where}: ${message}`, remedy);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

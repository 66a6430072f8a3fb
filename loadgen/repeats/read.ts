import { z } from "zod";
import { readFound } from "../baseline/read.ts";
import { type Proof, proofSchema } from "../proof/proof.ts";
import { type Repeats, repeatsSchema } from "./repeats.ts";

/**
 * Reads what `plimsoll prove --out DIR` wrote: the proof.json of one run, or the repeats.json of several.
 * @throws Problem PLM-BASELINE-001 (not readable), PLM-BASELINE-002 (neither, or of another version)
 */
export function readProven(file: string): Promise<Proof | Repeats> {
  const either = z.discriminatedUnion("schema", [proofSchema, repeatsSchema]);
  return readFound(file, either, { is: "neither a proof nor repeats", wanted: "proof.json or repeats.json" });
}

import type { Proof } from "../../proof/proof.ts";
import type { Chart, Deed } from "../model/chart.ts";

/** What every chart of a load marks: the warm-up, events and faults. */
export function span(proof: Proof): Pick<Chart, "shaded" | "marks" | "deeds"> {
  const marks = proof.events.map((event) => event.t);
  const deeds = deedsOf(proof);
  return proof.warmupSeconds > 0 ? { shaded: [0, proof.warmupSeconds], marks, deeds } : { marks, deeds };
}

function deedsOf({ faults }: Proof): Deed[] {
  return faults.flatMap(({ text, began, ended }) => [
    ...(began === null ? [] : [{ x: began, kind: "begin" as const, text }]),
    ...(ended === null ? [] : [{ x: ended, kind: "end" as const, text: `end: ${text}` }]),
  ]);
}

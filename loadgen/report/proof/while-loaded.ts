import type { Proof } from "../../proof/proof.ts";

/** A proof without the seconds after its load, in which nothing flows and what a fault did is put back. */
export function whileLoaded(proof: Proof): Proof {
  const last = proof.series.findLast(
    ({ dueMessages, acknowledgedMessages, consumedMessages }) =>
      dueMessages + acknowledgedMessages + consumedMessages > 0,
  );
  if (last === undefined) return proof;
  const within = ({ t }: { readonly t: number }) => Math.round(t) <= last.t;
  return { ...proof, series: proof.series.filter(within), brokers: proof.brokers.filter(within) };
}

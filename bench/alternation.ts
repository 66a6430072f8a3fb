import type { Round } from "./case-result.ts";

/**
 * Measures every peer once a round, one after the other, so that a machine that slows down slows all of them. Each
 * round begins with another peer: none always comes first or after the same neighbour's leftovers.
 */
export async function alternate<Peer extends { readonly name: string }>(
  peers: readonly Peer[],
  rounds: number,
  measure: (peer: Peer, round: number) => Promise<Pick<Round, "figures" | "evidence">>,
): Promise<Round[]> {
  const measured: Round[] = [];
  for (let round = 1; round <= rounds; round++)
    for (const peer of rotated(peers, round - 1))
      measured.push({ round, peer: peer.name, ...(await measure(peer, round)) });
  return measured;
}

function rotated<T>(items: readonly T[], by: number): T[] {
  const at = by % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
}

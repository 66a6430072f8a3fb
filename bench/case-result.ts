import { median } from "../loadgen/statistics/median.ts";
import { type Figures, figureNames } from "./figures.ts";
import { spread } from "./statistics.ts";

/** Who took part, and how it was used, so that a reader can judge whether the comparison is fair. */
export interface PeerFacts {
  readonly name: string;
  readonly version: string;
  /** Why these settings. */
  readonly use: string;
  readonly settings: Readonly<Record<string, string | number | boolean>>;
}

/** What one peer reached in one round. Further facts, such as counts, are kept for who wants to check. */
export interface Round {
  readonly round: number;
  readonly peer: string;
  readonly figures: Figures;
  readonly evidence: Readonly<Record<string, number | string | null>>;
}

/** What a case measures. */
export interface CaseFacts {
  /** Stable, such as `produce-100B-1-broker`. */
  readonly id: string;
  readonly title: string;
  /** How the figures were taken, so that a reader knows what is in them and what is not. */
  readonly method: string;
  readonly conditions: Readonly<Record<string, string | number>>;
  /** Whether the peers are to be held against the first of them, or are points of a curve. */
  readonly compared: "peers" | "points";
  readonly peers: readonly PeerFacts[];
}

/** A case with every single value and what they come to. */
export interface CaseResult extends CaseFacts {
  readonly rounds: readonly Round[];
  readonly summary: readonly PeerSummary[];
}

export interface PeerSummary {
  readonly peer: string;
  readonly medians: Figures;
  /** Largest less least, as a fraction of the median. */
  readonly spreads: Figures;
}

/** Adds the medians of each peer, in the order of the peers. */
export function summarised(facts: CaseFacts, rounds: readonly Round[]): CaseResult {
  const summary = facts.peers.map(({ name }): PeerSummary => {
    const mine = rounds.filter(({ peer }) => peer === name).map(({ figures }) => figures);
    return { peer: name, medians: overRounds(mine, median), spreads: overRounds(mine, spread) };
  });
  return { ...facts, rounds, summary };
}

function overRounds(rounds: readonly Figures[], combine: (values: readonly number[]) => number): Figures {
  const entries = figureNames.flatMap((name) => {
    const values = rounds.map((figures) => figures[name]).filter((value) => value !== undefined);
    return values.length === 0 ? [] : [[name, combine(values)]];
  });
  return Object.fromEntries(entries);
}

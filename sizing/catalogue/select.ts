import { Problem } from "../problem.ts";
import { didYouMean } from "../suggest.ts";
import type { Offer, OfferedStorage } from "./offer.ts";
import type { Term } from "./prices.ts";

/** Which offers of a catalogue to choose from. */
export interface Selection {
  readonly term: Term;
  /** Names with `*` for any part (`i3en.*`, `*+gp3`); none: every offer of the current generation. */
  readonly patterns: readonly string[];
  /** Kinds of storage; none: every kind. */
  readonly storage: readonly OfferedStorage["kind"][];
  /** `current` leaves out a previous generation unless a pattern begins with its family's name. */
  readonly generation: "current" | "any";
}

const glob = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`);

/** Patterns that would match something: what a mistyped one may have meant. */
function* meant(offers: readonly Offer[]): Generator<string> {
  for (const family of new Set(offers.map((offer) => offer.family))) yield `${family}.*`;
  for (const { name, host } of offers) {
    yield name;
    if (name !== host) yield `*${name.slice(host.length)}`;
  }
}

/** The offers that a selection names, in their order. Throws as `offersOf` says. */
export function selected(offers: readonly Offer[], selection: Selection, catalogue: string): Offer[] {
  const { patterns, storage, generation } = selection;
  const globs = patterns.map((pattern) => ({ pattern, matches: glob(pattern) }));
  for (const { pattern, matches } of globs) {
    if (offers.some((offer) => matches.test(offer.name))) continue;
    throw new Problem(
      "input",
      "PLM-CATALOGUE-002",
      `\`${pattern}\` matches no offer of the catalogue ${catalogue}`,
      didYouMean(pattern, new Set(meant(offers))) || "write a name or a pattern such as `i3en.*`",
    );
  }
  const wanted = (offer: Offer): boolean => {
    if (storage.length > 0 && !storage.includes(offer.storage.kind)) return false;
    const matching = globs.filter(({ matches }) => matches.test(offer.name));
    if (patterns.length > 0 && matching.length === 0) return false;
    if (offer.generation === "current" || generation === "any") return true;
    return matching.some(({ pattern }) => pattern.startsWith(offer.family));
  };
  const left = offers.filter(wanted);
  if (left.length > 0) return left;
  throw new Problem(
    "input",
    "PLM-CATALOGUE-003",
    `nothing of the catalogue ${catalogue} is left by the selection`,
    "leave out a pattern, a kind of storage or the generation",
  );
}

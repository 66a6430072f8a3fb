/** Levenshtein distance between two words. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const substitution = previous[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, previous[column]! + 1, current[column - 1]! + 1));
    }
    previous = current;
  }
  return previous[b.length]!;
}

/** Smaller is nearer; edits in the word as written break ties between spellings that differ in case. */
function rank(word: string, candidate: string): number {
  const [a, b] = [word.toLowerCase(), candidate.toLowerCase()];
  if (a === b) return 0;
  if (a.length > 0 && b.startsWith(a)) return candidate.startsWith(word) ? 1 : 1.5;
  const edits = distance(a, b);
  if (edits > Math.max(2, Math.floor(b.length / 3)) || edits >= a.length) return Number.POSITIVE_INFINITY;
  return 1 + edits + distance(word, candidate) / 1000;
}

/** Words longer than this are no slip of a hand; comparing them would only take time. */
const longestWord = 80;

/**
 * The candidates that a mistyped word most likely meant: the same letters in another case, else longer words
 * that begin like it, else those with the fewest edits. Equally near ones keep their order, at most three.
 */
export function nearest(word: string, candidates: Iterable<string>): string[] {
  if (word.length > longestWord) return [];
  const ranked = [...candidates].map((candidate) => ({ candidate, rank: rank(word, candidate) }));
  const best = Math.min(...ranked.map((entry) => entry.rank));
  if (best === Number.POSITIVE_INFINITY) return [];
  return ranked
    .filter((entry) => entry.rank === best)
    .slice(0, 3)
    .map((entry) => entry.candidate);
}

/** A question naming the nearest candidates (did you mean `a` or `b`?), or an empty string when nothing is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const found = nearest(word, candidates);
  return found.length === 0 ? "" : `did you mean ${found.map((candidate) => `\`${candidate}\``).join(" or ")}?`;
}

/** A stretch of a load: `seconds` in which the rate goes straight from `from` to `to`, in messages/s. */
export interface Piece {
  seconds: number;
  from: number;
  to: number;
}

/** The rate of a load from its first second to its last, as pieces that follow each other. */
export type Profile = readonly Piece[];

/** The same rate all the time. */
export function steady(messagesPerSecond: number, seconds: number): Profile {
  return [{ seconds, from: messagesPerSecond, to: messagesPerSecond }];
}

/** How long `profile` takes, in seconds. */
export function durationOf(profile: Profile): number {
  return profile.reduce((sum, { seconds }) => sum + seconds, 0);
}

/** The highest rate of `profile`, in messages/s. */
export function peakOf(profile: Profile): number {
  return profile.reduce((most, { from, to }) => Math.max(most, from, to), 0);
}

/** Messages in the first `seconds` of `profile`: the exact integral of its rate, and not rounded. */
export function messagesBy(profile: Profile, seconds: number): number {
  let messages = 0;
  let left = seconds;
  for (const piece of profile) {
    if (left <= 0) break;
    messages += messagesInto(piece, Math.min(left, piece.seconds));
    left -= piece.seconds;
  }
  return messages;
}

/** Mean rate between `from` and `to` seconds of `profile`, in messages/s. */
export function meanOf(profile: Profile, from = 0, to = durationOf(profile)): number {
  return (messagesBy(profile, to) - messagesBy(profile, from)) / (to - from);
}

/** `profile` with every rate times `factor`. */
export function scaled(profile: Profile, factor: number): Profile {
  return profile.map(({ seconds, from, to }) => ({ seconds, from: from * factor, to: to * factor }));
}

/** `profile` in `seconds`, faster or slower than it was; the rates stay. */
export function stretched(profile: Profile, seconds: number): Profile {
  const factor = seconds / durationOf(profile);
  return profile.map((piece) => ({ ...piece, seconds: piece.seconds * factor }));
}

/** Messages in the first `seconds` of a piece: f t + (g/2) t^2, where the rate goes from f by g a second. */
export function messagesInto({ seconds, from, to }: Piece, t: number): number {
  return from === to ? from * t : t * (from + ((to - from) * t) / (2 * seconds));
}

/** Seconds into a piece after which `messages` are due: the root of `messagesInto` that does not cancel out. */
export function secondsInto({ seconds, from, to }: Piece, messages: number): number {
  if (messages <= 0) return 0;
  if (from === to) return messages / from;
  const square = from * from + (2 * (to - from) * messages) / seconds;
  const root = from + Math.sqrt(Math.max(0, square));
  // So few messages that their square is nothing are due at once.
  return root > 0 ? Math.min(seconds, (2 * messages) / root) : 0;
}

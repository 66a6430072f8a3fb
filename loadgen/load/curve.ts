import { messagesInto, type Profile, secondsInto } from "./profile.ts";

/** A profile indexed by time and by messages, so that both ways cost the same however many pieces it has. */
export class Curve {
  readonly #pieces: Profile;
  /** Of each piece, and of the end: seconds and messages before it. */
  readonly #seconds: Float64Array;
  readonly #messages: Float64Array;
  /** Where the last answers came from; the next ones are mostly near. */
  #timePiece = 0;
  #messagePiece = 0;

  constructor(profile: Profile) {
    this.#pieces = profile.filter(({ seconds }) => seconds > 0);
    this.#seconds = new Float64Array(this.#pieces.length + 1);
    this.#messages = new Float64Array(this.#pieces.length + 1);
    for (const [i, piece] of this.#pieces.entries()) {
      this.#seconds[i + 1] = this.#seconds[i]! + piece.seconds;
      this.#messages[i + 1] = this.#messages[i]! + messagesInto(piece, piece.seconds);
    }
  }

  /** Messages of the whole profile. */
  get total(): number {
    return this.#messages[this.#pieces.length]!;
  }

  /** Messages in the first `seconds`. */
  messagesBy(seconds: number): number {
    if (this.#pieces.length === 0) return 0;
    const at = locate(this.#seconds, seconds, this.#timePiece);
    this.#timePiece = at;
    const piece = this.#pieces[at]!;
    return this.#messages[at]! + messagesInto(piece, Math.min(piece.seconds, seconds - this.#seconds[at]!));
  }

  /** The first moment by which there are `messages`, in seconds; for more than there are, the end. */
  secondsTo(messages: number): number {
    if (this.#pieces.length === 0) return 0;
    const at = this.#pieceOf(messages);
    return this.#seconds[at]! + secondsInto(this.#pieces[at]!, messages - this.#messages[at]!);
  }

  /** Messages by the end of the piece in which message `k` is due. */
  pieceEnd(k: number): number {
    return this.#pieces.length === 0 ? 0 : this.#messages[this.#pieceOf(k) + 1]!;
  }

  #pieceOf(messages: number): number {
    let at = locate(this.#messages, messages, this.#messagePiece);
    // Due at the very end of a piece: a pause may follow, in which it is not due again.
    while (at > 0 && messages <= this.#messages[at]!) at--;
    this.#messagePiece = at;
    return at;
  }
}

/** The last piece that starts at or before `value`, looked for from `near` on; `starts` ends with the end. */
function locate(starts: Float64Array, value: number, near: number): number {
  const last = starts.length - 2;
  if (starts[near]! <= value) {
    if (near === last || value < starts[near + 1]!) return near;
    if (near + 1 === last || value < starts[near + 2]!) return near + 1;
  }
  let low = 0;
  let high = last;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

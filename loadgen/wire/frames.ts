/**
 * Cuts a byte stream into Kafka's length-prefixed frames without copying: the socket reads straight into the
 * buffer that the frames are handed out of.
 */
export class FrameBuffer {
  #buffer: Buffer;
  #start = 0;
  #end = 0;
  readonly #maxFrame: number;

  constructor(capacity = 64 * 1024, maxFrame = 256 * 1024 * 1024) {
    this.#buffer = Buffer.allocUnsafeSlow(capacity);
    this.#maxFrame = maxFrame;
  }

  /** Where the next bytes go; never empty. */
  free(): Buffer {
    return this.#buffer.subarray(this.#end);
  }

  /** Takes note of `count` bytes read into `free()` and hands out each whole frame, valid during the call only. */
  filled(count: number, each: (frame: Buffer) => void): void {
    this.#end += count;
    while (this.#end - this.#start >= 4) {
      const length = this.#buffer.readInt32BE(this.#start);
      if (length < 0 || length > this.#maxFrame) throw new RangeError(`frame of ${length} B: not Kafka's protocol`);
      if (this.#end - this.#start < 4 + length) {
        this.#makeRoom(4 + length);
        return;
      }
      const from = this.#start + 4;
      this.#start = from + length;
      each(this.#buffer.subarray(from, from + length));
    }
    this.#makeRoom(4);
  }

  /** Moves the unfinished frame to the front, into a larger buffer if its `needed` bytes do not fit. */
  #makeRoom(needed: number): void {
    const have = this.#end - this.#start;
    if (have === 0) {
      this.#start = this.#end = 0;
      return;
    }
    if (this.#start + needed < this.#buffer.length) return;
    const target =
      needed < this.#buffer.length ? this.#buffer : Buffer.allocUnsafeSlow(Math.ceil((needed * 5) / 4 + 64));
    this.#buffer.copy(target, 0, this.#start, this.#end);
    this.#buffer = target;
    this.#start = 0;
    this.#end = have;
  }
}

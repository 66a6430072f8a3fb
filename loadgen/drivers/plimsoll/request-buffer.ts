import type { BatchSource } from "../../records/batch-source.ts";
import type { BatchContent } from "../../records/template.ts";
import { Writer } from "../../wire/codec.ts";

/** Of a partition in a produce request, before its batch: its number and the batch's length. */
const PARTITION_BYTES = 8;

/** The first `size` bytes of a source's batch, which lie at `at`. */
interface Laid {
  readonly source: BatchSource;
  readonly at: number;
  size: number;
}

/**
 * A buffer that one request after the other is written into. It knows which batches lie where in it from the requests
 * before: one of the same template at the same place is only patched, since copying it costs more than all the rest.
 */
export class RequestBuffer {
  readonly writer: Writer;
  /** In the order of their places; those of this request first, then what it has not yet written over. */
  readonly #laid: Laid[] = [];
  #target: Buffer | undefined;
  #batches = 0;

  constructor(capacity: number) {
    this.writer = new Writer(capacity);
  }

  /** What was laid by the last request may be used by the next. */
  again(): this {
    this.#batches = 0;
    return this;
  }

  /** Adds the batch of `source` with `content` to the request, and before it the partition's number. */
  batch(partition: number, source: BatchSource, content: BatchContent): void {
    const { writer } = this;
    const size = source.batchBytes(content.count);
    const target = writer.int32(partition).int32(size).reserve(size);
    const at = writer.offset;
    const lies = target === this.#target && this.#lies(source, at, size);
    if (lies) source.patch!(target, at, content);
    else source.write(target, at, content);
    if (!lies) this.#lay(source, at, size);
    writer.offset = at + size;
    this.#target = target;
    this.#batches++;
  }

  #lies(source: BatchSource, at: number, size: number): boolean {
    const laid = this.#laid[this.#batches];
    return laid?.source === source && laid.at === at && laid.size >= size;
  }

  /** What lay behind `at` is no more; what lies before it may end there now. */
  #lay(source: BatchSource, at: number, size: number): void {
    this.#laid.length = Math.min(this.#laid.length, this.#batches);
    const before = this.#laid.at(-1);
    if (before) before.size = Math.min(before.size, at - PARTITION_BYTES - before.at);
    // One that cannot be patched has no use here, but its place must be known not to be that of another.
    this.#laid.push({ source, at, size: source.patch ? size : 0 });
  }
}

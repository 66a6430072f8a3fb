import type { PartitionView, TopicView } from "./cluster-view.ts";

/** Reads the parts of a Metadata response of version 1 one after another. Reading beyond the end is a RangeError. */
export class MetadataReader {
  readonly #frame: Buffer;
  #at: number;

  constructor(frame: Buffer, at: number) {
    this.#frame = frame;
    this.#at = at;
  }

  int32(): number {
    this.#at += 4;
    return this.#frame.readInt32BE(this.#at - 4);
  }

  array<T>(item: () => T): T[] {
    return Array.from({ length: this.int32() }, item);
  }

  /** The id of a broker, whose address and rack are passed over. */
  broker(): number {
    const id = this.int32();
    this.#string();
    this.int32();
    this.#string();
    return id;
  }

  topic(): TopicView {
    this.#int16();
    const name = this.#string();
    this.#at += 1;
    return { name, partitions: this.array(() => this.#partition()) };
  }

  #partition(): PartitionView {
    this.#int16();
    const id = this.int32();
    const leader = this.int32();
    const replicas = this.array(() => this.int32());
    return { id, leader: leader < 0 ? null : leader, replicas, inSync: this.array(() => this.int32()) };
  }

  #int16(): number {
    this.#at += 2;
    return this.#frame.readInt16BE(this.#at - 2);
  }

  /** A null string reads as an empty one. */
  #string(): string {
    const length = Math.max(0, this.#int16());
    this.#at += length;
    return this.#frame.toString("utf8", this.#at - length, this.#at);
  }
}

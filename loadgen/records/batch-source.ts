import type { Stamp } from "./stamp.ts";
import type { BatchContent } from "./template.ts";

/** What a batch is made of, as those need it who send it: whole, or message by message. */
export interface BatchSource {
  readonly headers: Readonly<Record<string, string>>;
  readonly stampIn: "value" | "header";
  /** Bytes of a batch with `count` messages. */
  batchBytes(count: number): number;
  /** Writes a batch at `offset` of `target` and returns the offset after it. */
  write(target: Buffer, offset: number, content: BatchContent): number;
  /** Makes the batch of this source that lies at `offset` of `target` the one of `content`; where that is less than to write it. */
  patch?(target: Buffer, offset: number, content: BatchContent): number;
  /** Message `index` of a batch and its stamp; `key` where it is part of what the batch is made of. */
  message(index: number, stamp: Stamp): { key?: Buffer; value: Buffer; stamp: Buffer };
}

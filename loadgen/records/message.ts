import type { MessageFormat } from "./format.ts";
import type { ReceivedRecord } from "./record-reader.ts";
import type { Run } from "./run.ts";
import { readStamp, STAMP_HEADER, type Stamp } from "./stamp.ts";
import type { BatchTemplate } from "./template.ts";

/** One message as a run, if its value and headers are what a template has for it; undefined if they are not. */
export function readMessage({ templates }: MessageFormat, { key, value, headers }: ReceivedRecord): Run | undefined {
  if (!value) return undefined;
  const { shape } = templates[0]!.layout;
  const stamped = shape.stampIn === "value" ? value : headers[STAMP_HEADER];
  const stamp = stamped && readStamp(stamped, 0, stamped.length);
  if (!stamp) return undefined;
  const template = templates[stamp.template];
  if (!template?.holdsValue(stamp.index, value)) return undefined;
  if ((key?.length ?? 0) !== shape.keyBytes) return undefined;
  for (const [name, content] of Object.entries(template.headers))
    if (!headers[name]?.equals(Buffer.from(content))) return undefined;
  return {
    producer: stamp.producer,
    firstSequence: stamp.firstSequence + stamp.index,
    count: 1,
    dueMicros: stamp.dueMicros + (stamp.index * stamp.spacingNanos) / 1000,
    spacingNanos: stamp.spacingNanos,
    bytes: shape.keyBytes + value.length,
  };
}

/** Message `index` of a batch for drivers that send messages one by one. */
export function messageOf(
  template: BatchTemplate,
  index: number,
  stamp: Stamp,
): { value: Buffer; headers: Record<string, Buffer | string> } {
  const { value, stamp: stamped } = template.message(index, stamp);
  const { stampIn } = template.layout.shape;
  return {
    value,
    headers: stampIn === "header" ? { ...template.headers, [STAMP_HEADER]: stamped } : { ...template.headers },
  };
}
